package io.mtlsagent.it;

import io.mtlsagent.it.jvm.Launch;

/** The TLS stacks of the matrix, and what is peculiar to each. */
enum Stack {
  SUN_JSSE("SunJSSE"),
  NETTY_OPENSSL("Netty OpenSSL"),
  CONSCRYPT("Conscrypt"),
  BOUNCY_CASTLE("Bouncy Castle JSSE");

  private final String auditName;

  Stack(String auditName) {
    this.auditName = auditName;
  }

  /** {@code mtls.stack} in the audit log. */
  String auditName() {
    return auditName;
  }

  /**
   * Whether a server resumes sessions of this version, without the agent too.
   *
   * @param inTickets whether clients keep them, not the server
   */
  boolean resumes(String protocol, boolean inTickets) {
    // BoringSSL resumes TLS 1.3 with tickets alone, Conscrypt gives none out, Bouncy Castle neither
    return this == SUN_JSSE || protocol.equals("TLSv1.2") || (this == NETTY_OPENSSL && inTickets);
  }

  /**
   * What the stack itself needs: Conscrypt's sockets read a hidden field of the JDK, which fails on
   * newer versions, with or without the agent. Java 8 ignores this variable.
   */
  Launch environment(Launch launch) {
    return this == CONSCRYPT
        ? launch.environment("JDK_JAVA_OPTIONS", "--add-opens=java.base/java.net=ALL-UNNAMED")
        : launch;
  }
}
