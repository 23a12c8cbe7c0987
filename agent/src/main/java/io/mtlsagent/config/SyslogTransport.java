package io.mtlsagent.config;

/** How lines reach a syslog collector. */
public enum SyslogTransport {
  /** RFC 5426. */
  UDP("udp", 514),
  /** RFC 6587, with octet counting. */
  TCP("tcp", 601),
  /** RFC 5425. */
  TLS("tls", 6514);

  private final String scheme;
  private final int usualPort;

  SyslogTransport(String scheme, int usualPort) {
    this.scheme = scheme;
    this.usualPort = usualPort;
  }

  String scheme() {
    return scheme;
  }

  int usualPort() {
    return usualPort;
  }
}
