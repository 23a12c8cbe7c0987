package io.mtlsagent.weaving;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The stacks and their classes by name alone: all that is needed of them until the application uses
 * TLS. A JVM that never does so loads no hook. A test compares with what the stacks say.
 *
 * <p>Asked about every class that the JVM loads: it compares, and makes no object.
 */
final class WovenNames {

  private static final String JSSE_PACKAGE = "sun/security/ssl/";
  private static final String QUIC = "Quic";
  private static final String DTLS = "DTLS";

  /** Every name is longer than this; a few of its last characters tell most others apart. */
  private static final int TAIL = 8;

  private static final int MIDDLE = 4;
  private static final int TAILS = 1 << 12;
  private static final int PRIME = 31;

  private final Set<String> names = new HashSet<>(exact());
  private final String[] ends = relocatable().toArray(new String[0]);
  private final boolean[] tails = new boolean[TAILS];

  WovenNames() {
    for (String name : names) {
      tails[tail(name)] = true;
    }
    for (String end : ends) {
      tails[tail(end)] = true;
    }
  }

  private static int tail(String name) {
    int length = name.length();
    int sum = name.charAt(length - 1) * PRIME + name.charAt(length - MIDDLE);
    return (sum * PRIME + name.charAt(length - TAIL)) & (TAILS - 1);
  }

  static List<String> stacks() {
    return Collections.unmodifiableList(
        Arrays.asList(
            "SunJSSE",
            "SunJSSE stapling",
            "Netty OpenSSL",
            "Conscrypt",
            "Bouncy Castle JSSE",
            "JDK HttpsServer",
            "Netty",
            "Jetty",
            "Tomcat",
            "Undertow",
            "Grizzly",
            "Kafka",
            "MINA",
            "HttpCore",
            "Pekko",
            "Helidon",
            "java.net.http",
            "tls-channel",
            "RabbitMQ client"));
  }

  /** Internal names, with slashes. */
  static List<String> exact() {
    return Arrays.asList(
        "sun/security/ssl/SSLContextImpl",
        "sun/security/ssl/HandshakeContext",
        "sun/security/ssl/ClientHello$ClientHelloConsumer",
        "sun/security/ssl/TransportContext",
        "sun/security/ssl/SSLSocketImpl",
        "sun/security/ssl/SSLEngineImpl",
        SunJsseStapling.CLASS,
        SunJsseEarlier.CLASS,
        "sun/net/httpserver/SSLStreams",
        "org/apache/tomcat/util/net/SecureNioChannel",
        "org/apache/tomcat/util/net/SecureNio2Channel",
        "org/apache/tomcat/util/net/AbstractJsseEndpoint",
        "org/apache/tomcat/util/net/AbstractEndpoint",
        "io/undertow/protocols/ssl/SslConduit",
        "org/xnio/ssl/JsseSslStreamConnection",
        "org/xnio/ssl/JsseSslConnection",
        "org/glassfish/grizzly/ssl/SSLConnectionContext",
        "jdk/internal/net/http/AbstractAsyncSSLConnection",
        "org/apache/tomcat/util/net/SSLImplementation",
        "io/helidon/common/socket/TlsNioSocket",
        "org/apache/coyote/ProtocolHandler",
        "org/apache/tomcat/util/net/AprEndpoint",
        "org/apache/tomcat/util/net/openssl/OpenSSLContext",
        "org/apache/tomcat/util/net/openssl/panama/OpenSSLContext",
        "org/wildfly/openssl/OpenSSLProvider",
        "org/wildfly/openssl/OpenSSLContextSPI",
        "software/amazon/awssdk/crt/io/TlsContext",
        "javax/net/ssl/SSLEngine",
        "javax/net/ssl/SSLSocket",
        "sun/security/ssl/QuicTLSEngineImpl",
        "sun/security/ssl/DTLSInputRecord");
  }

  /** What the internal names of a class end with, wherever a library has moved its copy to. */
  static List<String> relocatable() {
    List<String> ends = new ArrayList<>(relocatableEnforcing());
    ends.add("io/netty/handler/ssl/SslHandler");
    ends.add("jetty/io/ssl/SslConnection");
    ends.add("kafka/common/network/SslTransportLayer");
    ends.add("mina/filter/ssl/SSLHandlerG0");
    ends.add("mina/filter/ssl/SSLHandlerG1");
    ends.add("mina/filter/ssl/SslHandler");
    ends.add("hc/core5/reactor/ssl/SSLIOSession");
    ends.add("http/nio/reactor/ssl/SSLIOSession");
    ends.add("tlschannel/impl/TlsChannelImpl");
    ends.add("rabbitmq/client/impl/nio/SslEngineHelper");
    ends.add("stream/impl/PhasedFusingActorMaterializer");
    ends.add("stream/impl/io/TcpConnectionStage$TcpStreamLogic");
    ends.add("stream/impl/io/TLSActor$");
    ends.add("codec/quic/QuicheQuicSslContext");
    ends.add("jetty/quic/quiche/QuicheConnection");
    ends.add("ktor/network/tls/TLSClientSessionJvmKt");
    ends.add("bouncycastle/tls/TlsServerProtocol");
    ends.add("bouncycastle/tls/TlsClientProtocol");
    ends.add("bouncycastle/tls/DTLSServerProtocol");
    ends.add("bouncycastle/tls/DTLSClientProtocol");
    ends.add("bouncycastle/crypto/tls/TlsServerProtocol");
    ends.add("bouncycastle/crypto/tls/TlsClientProtocol");
    ends.add("bouncycastle/crypto/tls/DTLSServerProtocol");
    ends.add("bouncycastle/crypto/tls/DTLSClientProtocol");
    return ends;
  }

  private static List<String> relocatableEnforcing() {
    return Arrays.asList(
        "netty/handler/ssl/ReferenceCountedOpenSslContext",
        "netty/handler/ssl/ReferenceCountedOpenSslEngine",
        "netty/handler/ssl/OpenSslSessionContext",
        "conscrypt/OpenSSLContextImpl",
        "conscrypt/SSLParametersImpl",
        "conscrypt/ConscryptEngine",
        "conscrypt/SSLUtils",
        "conscrypt/ConscryptEngineSocket",
        "bouncycastle/jsse/provider/ProvSSLContextSpi",
        "bouncycastle/jsse/provider/ProvTlsServer",
        "bouncycastle/jsse/provider/ProvTlsClient",
        "bouncycastle/jsse/provider/ProvSSLEngine",
        "bouncycastle/jsse/provider/ProvSSLSocketDirect",
        "bouncycastle/jsse/provider/ProvSSLSocketWrap");
  }

  /**
   * Passes over most of the JDK's classes by comparing the beginning of the name, with dots: of
   * those that are loaded when the agent starts, well over a thousand are none of ours.
   */
  static boolean mayBeOfStack(String binaryName) {
    if (binaryName.startsWith("java.")) {
      return false;
    }
    if (binaryName.startsWith("jdk.")) {
      return binaryName.startsWith("jdk.internal.net.");
    }
    if (binaryName.startsWith("sun.")) {
      return binaryName.startsWith("sun.security.ssl.") || binaryName.startsWith("sun.net.");
    }
    return true;
  }

  /** Whether the class is one of a stack. */
  boolean contains(String internalName) {
    if (internalName.length() <= TAIL || !tails[tail(internalName)]) {
      return false; // as of nearly every class
    }
    if (names.contains(internalName)) {
      return true;
    }
    for (String end : ends) {
      if (isCopy(internalName, end)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a class is that of a library, in whatever package a copy of it has been put into. */
  static boolean isCopy(String internalName, String end) {
    int before = internalName.length() - end.length() - 1;
    return internalName.endsWith(end) && (before < 0 || internalName.charAt(before) == '/');
  }

  /** Whether connections would escape if a class could not be woven. */
  static boolean isEnforcing(String internalName) {
    if (internalName.startsWith(JSSE_PACKAGE)) {
      return !internalName.startsWith(QUIC, JSSE_PACKAGE.length())
          && !internalName.startsWith(DTLS, JSSE_PACKAGE.length())
          && !internalName.equals(SunJsseStapling.CLASS)
          && !internalName.equals(SunJsseEarlier.CLASS);
    }
    for (String end : relocatableEnforcing()) {
      if (isCopy(internalName, end)) {
        return true;
      }
    }
    return false;
  }
}
