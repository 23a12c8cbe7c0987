package io.mtlsagent.weaving;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The stacks and their classes by name alone: all that is needed of them until the application uses
 * TLS. A JVM that never does so loads no hook. A test compares with what the stacks say.
 */
final class WovenNames {

  private static final String JSSE_PACKAGE = "sun/security/ssl/";

  private WovenNames() {}

  static List<String> stacks() {
    return Collections.unmodifiableList(
        Arrays.asList("SunJSSE", "JDK HttpsServer", "Netty", "Jetty", "Tomcat"));
  }

  /** Internal names, with slashes. */
  static Set<String> classes() {
    return new HashSet<>(
        Arrays.asList(
            "sun/security/ssl/SSLContextImpl",
            "sun/security/ssl/HandshakeContext",
            "sun/security/ssl/ClientHello$ClientHelloConsumer",
            "sun/security/ssl/TransportContext",
            "sun/security/ssl/SSLSocketImpl",
            "sun/security/ssl/SSLEngineImpl",
            "sun/net/httpserver/SSLStreams",
            "io/netty/handler/ssl/SslHandler",
            "org/eclipse/jetty/io/ssl/SslConnection",
            "org/apache/tomcat/util/net/SecureNioChannel",
            "org/apache/tomcat/util/net/SecureNio2Channel",
            "org/apache/tomcat/util/net/AbstractJsseEndpoint"));
  }

  /** Whether connections would escape if a class could not be woven. */
  static boolean isEnforcing(String internalName) {
    return internalName.startsWith(JSSE_PACKAGE);
  }
}
