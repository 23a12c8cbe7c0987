package io.mtlsagent.runtime.listening;

/** A socket of this process at which others can knock. Immutable. */
public final class Listener {

  /** What is known of TLS there. */
  public enum Tls {
    /** A client has begun a handshake. */
    SEEN("TLS"),
    /** No client has, up to now. */
    NOT_SEEN("no TLS seen"),
    /** The same, and somebody is connected. */
    CONNECTED_WITHOUT("NO TLS, and somebody is connected"),
    /** TLS goes on somewhere, at a port that its library does not tell. */
    UNKNOWN("not known whether TLS"),
    /** The agent knows of no TLS over UDP. */
    DATAGRAMS("UDP, which the agent does not cover");

    private final String words;

    Tls(String words) {
      this.words = words;
    }
  }

  private final String protocol;
  private final String address;
  private final int port;
  private final Tls tls;
  private final boolean inScope;

  Listener(String protocol, String address, int port, Tls tls, boolean inScope) {
    this.protocol = protocol;
    this.address = address;
    this.port = port;
    this.tls = tls;
    this.inScope = inScope;
  }

  public int port() {
    return port;
  }

  public Tls tls() {
    return tls;
  }

  /** Whether a rule that is not off holds for connections to it. */
  public boolean isInScope() {
    return inScope;
  }

  /** Its protocol, address and port: {@code tcp 127.0.0.1:8443}. */
  public String place() {
    return protocol
        + " "
        + (address.indexOf(':') >= 0 ? "[" + address + "]" : address)
        + ":"
        + port;
  }

  /** A line for people. */
  @Override
  public String toString() {
    return place() + ": " + tls.words + (inScope ? "" : ", out of scope");
  }
}
