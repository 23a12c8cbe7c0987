package io.mtlsagent.it;

/** The TLS stacks of the matrix, and what is peculiar to each. */
enum Stack {
  SUN_JSSE("SunJSSE"),
  NETTY_OPENSSL("Netty OpenSSL");

  private final String auditName;

  Stack(String auditName) {
    this.auditName = auditName;
  }

  /** {@code mtls.stack} in the audit log. */
  String auditName() {
    return auditName;
  }

  /** Whether the stack can keep sessions itself in this version; BoringSSL has tickets alone. */
  boolean keepsSessions(String protocol) {
    return this != NETTY_OPENSSL || protocol.equals("TLSv1.2");
  }
}
