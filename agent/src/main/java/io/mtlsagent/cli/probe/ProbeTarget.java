package io.mtlsagent.cli.probe;

/** The endpoint that is probed. */
public final class ProbeTarget {

  private static final int MAX_PORT = 65_535;

  private final String host;
  private final int port;

  private ProbeTarget(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * Reads {@code host:port} or {@code [2001:db8::1]:port}.
   *
   * @throws IllegalArgumentException where it is neither
   */
  public static ProbeTarget parse(String text) {
    int colon = text.lastIndexOf(':');
    String host = colon < 1 ? "" : text.substring(0, colon);
    boolean bracketed = host.startsWith("[") && host.endsWith("]");
    if (bracketed) {
      host = host.substring(1, host.length() - 1);
    }
    int port = port(text.substring(colon + 1));
    if (host.isEmpty() || port < 1 || (!bracketed && host.indexOf(':') >= 0)) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no endpoint such as orders.example:8443 or [2001:db8::1]:8443");
    }
    return new ProbeTarget(host, port);
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      return port > MAX_PORT ? 0 : port;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** A name or an address, without brackets. */
  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  @Override
  public String toString() {
    return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
  }
}
