package io.mtlsagent.config;

import org.jspecify.annotations.Nullable;

/** One outbound target or many: a host glob, a network or an address, each with a port or any. */
final class HostPattern {

  /** What is known of whether a target matches. */
  enum Match {
    YES,
    /** It would, if its port, which is not known, were the right one. */
    PERHAPS,
    NO
  }

  private static final String EVERYTHING = "*";
  private static final int ANY_PORT = 0;

  private final String glob;
  private final @Nullable Network network;
  private final int port;

  private HostPattern(String glob, @Nullable Network network, int port) {
    this.glob = glob;
    this.network = network;
    this.port = port;
  }

  static HostPattern parse(String text) throws InvalidValueException {
    String host = text;
    int port = ANY_PORT;
    boolean bracketed = text.startsWith("[");
    int colon = portColon(text, bracketed);
    if (colon >= 0) {
      port = PortsParser.port(text.substring(colon + 1));
      host = text.substring(0, colon);
    }
    if (port < 0 || (bracketed && !host.endsWith("]"))) {
      throw new InvalidValueException(
          text,
          "has no port from 1 to 65535 after its colon",
          "Write host:443, or [2001:db8::1]:443 for IPv6");
    }
    if (bracketed) {
      host = host.substring(1, host.length() - 1);
    }
    @Nullable Network network = Network.parse(host);
    if (network != null) {
      return ofNetwork(text, network, port);
    }
    return ofGlob(text, host, bracketed, port);
  }

  /** Where the port begins; -1 where there is none. More colons than one are an IPv6 address. */
  private static int portColon(String text, boolean bracketed) {
    if (bracketed) {
      return text.indexOf(':', Math.max(0, text.indexOf(']')));
    }
    int first = text.indexOf(':');
    return first == text.lastIndexOf(':') ? first : -1;
  }

  private static HostPattern ofNetwork(String text, Network network, int port)
      throws InvalidValueException {
    if (network.hasHostBits()) {
      throw new InvalidValueException(
          text,
          "has an address with bits beyond its prefix length",
          "Write the first address of the block, such as 10.0.0.0/8, or a longer prefix");
    }
    return new HostPattern("", network, port);
  }

  private static HostPattern ofGlob(String text, String host, boolean bracketed, int port)
      throws InvalidValueException {
    String glob = HostName.normalised(host);
    boolean everything = glob.equals(EVERYTHING);
    if (!everything && (bracketed || !HostName.isGlobOfName(glob))) {
      throw new InvalidValueException(
          text,
          "is not a host name, glob, address or network",
          "Write a name such as db.internal or *.internal, an address, or a network such as"
              + " 10.0.0.0/8");
    }
    return new HostPattern(glob, null, port);
  }

  /**
   * Whether a target matches.
   *
   * @param name normalised; null where not known
   * @param address 4 or 16 bytes; null where not known
   * @param targetPort 0 or less where not known
   */
  Match match(@Nullable String name, byte @Nullable [] address, int targetPort) {
    if (!matchesHost(name, address)) {
      return Match.NO;
    }
    if (port == ANY_PORT || port == targetPort) {
      return Match.YES;
    }
    return targetPort <= 0 ? Match.PERHAPS : Match.NO;
  }

  /** Whether every target on every port matches. */
  boolean isEverything() {
    return network == null && port == ANY_PORT && glob.equals(EVERYTHING);
  }

  /** Whether every target that another pattern matches matches this one. */
  boolean covers(HostPattern other) {
    if (port != ANY_PORT && port != other.port) {
      return false;
    }
    if (network == null) {
      return glob.equals(EVERYTHING) || (other.network == null && coversGlob(other.glob));
    }
    return other.network != null && network.contains(other.network);
  }

  /** One {@code ?} is less than a {@code *} may be. */
  private boolean coversGlob(String other) {
    boolean comparable = glob.indexOf('?') < 0 || other.indexOf('*') < 0;
    return glob.equals(other) || (comparable && Glob.matches(glob, other));
  }

  private boolean matchesHost(@Nullable String name, byte @Nullable [] address) {
    if (network != null) {
      return address != null && network.contains(address);
    }
    return glob.equals(EVERYTHING) || (name != null && Glob.matches(glob, name));
  }
}
