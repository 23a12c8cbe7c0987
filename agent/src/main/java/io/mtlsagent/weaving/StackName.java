package io.mtlsagent.weaving;

/** Names a TLS stack by one of its classes. */
final class StackName {

  private static final String[][] BY_PACKAGE = {
    {"org.apache.tomcat.util.net.openssl.panama.", "Tomcat OpenSSL (FFM)"},
    {"org.apache.tomcat.util.net.openssl.", "Tomcat OpenSSL (tcnative)"},
    {"org.wildfly.openssl.", "WildFly OpenSSL"},
    {"org.conscrypt.", "Conscrypt"},
    {"org.bouncycastle.jsse.", "Bouncy Castle JSSE"},
    {"com.ibm.jsse2.", "IBM JSSE2"},
    {"io.netty.handler.codec.quic.", "Netty QUIC"},
    {"io.netty.incubator.codec.quic.", "Netty QUIC"},
  };

  private StackName() {}

  /** A name for people; that of the package where the stack is not known. */
  static String of(String className) {
    for (String[] entry : BY_PACKAGE) {
      if (className.startsWith(entry[0])) {
        return entry[1];
      }
    }
    int dot = className.lastIndexOf('.');
    return "the TLS stack " + (dot < 0 ? className : className.substring(0, dot));
  }
}
