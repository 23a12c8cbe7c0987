package io.mtlsagent.config;

import org.jspecify.annotations.Nullable;

/** A syslog collector: {@code syslog:tls://logs.example:6514}. */
public final class SyslogTarget {

  /** What every text of one begins with. */
  static final String PREFIX = "syslog:";

  private static final int MAX_PORT = 65_535;

  private final SyslogTransport transport;
  private final String host;
  private final int port;

  private SyslogTarget(SyslogTransport transport, String host, int port) {
    this.transport = transport;
    this.host = host;
    this.port = port;
  }

  /** Reads a target; null where the text is none. The name is not resolved. */
  static @Nullable SyslogTarget parse(String text) {
    for (SyslogTransport transport : SyslogTransport.values()) {
      String beginning = PREFIX + transport.scheme() + "://";
      if (text.startsWith(beginning)) {
        return at(transport, text.substring(beginning.length()));
      }
    }
    return null;
  }

  private static @Nullable SyslogTarget at(SyslogTransport transport, String authority) {
    int bracket = authority.indexOf(']');
    int colon = authority.indexOf(':', Math.max(0, bracket));
    String host = colon < 0 ? authority : authority.substring(0, colon);
    int port = colon < 0 ? transport.usualPort() : port(authority.substring(colon + 1));
    if (port < 1) {
      return null;
    }
    if (host.startsWith("[") && bracket == host.length() - 1) {
      String address = host.substring(1, bracket);
      return IpLiteral.parse(address) == null ? null : new SyslogTarget(transport, address, port);
    }
    boolean named = HostName.isGlobOfName(HostName.normalised(host)) && !Glob.isGlob(host);
    return named || IpLiteral.parse(host) != null ? new SyslogTarget(transport, host, port) : null;
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port > MAX_PORT ? 0 : port;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  public SyslogTransport transport() {
    return transport;
  }

  /** A name or an address, without brackets. */
  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  /** As the configuration has it, with the port. */
  @Override
  public String toString() {
    String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return PREFIX + transport.scheme() + "://" + bracketed + ":" + port;
  }
}
