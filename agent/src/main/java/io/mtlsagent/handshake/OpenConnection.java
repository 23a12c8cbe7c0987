package io.mtlsagent.handshake;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a connection after its handshake, to judge its peer again and to say in the audit
 * log whose connection it was. Does not hold on to the connection itself.
 */
final class OpenConnection {

  private final TransportOf finder;
  private final Judgement judgement;
  private final @Nullable String protocol;
  private final @Nullable String cipherSuite;
  private final @Nullable String serverName;
  private final RequestedName requested;
  private boolean told;

  private OpenConnection(
      TransportOf finder, Judgement judgement, SessionFacts session, RequestedName requested) {
    this.finder = finder;
    this.judgement = judgement;
    this.protocol = session.protocol();
    this.cipherSuite = session.cipherSuite();
    this.serverName = session.serverName();
    this.requested = requested;
  }

  /** A handshake is complete. */
  static OpenConnection of(
      Transport transport, Judgement judgement, SessionFacts session, RequestedName requested) {
    return new OpenConnection(transport.finder(), judgement, session, requested);
  }

  /** The connection, as its stack tells of it now. */
  Transport transport(Object key) {
    return finder.connection(key);
  }

  /** The judgement with which the connection was opened. */
  Judgement judgement() {
    return judgement;
  }

  @Nullable String protocol() {
    return protocol;
  }

  @Nullable String cipherSuite() {
    return cipherSuite;
  }

  @Nullable String serverName() {
    return serverName;
  }

  /**
   * By what name its rule is found: in the spelling of the ClientHello, where that has mattered,
   * which the TLS stack need not tell.
   */
  RequestedName requested() {
    return requested.isKnown() ? requested : RequestedName.of(serverName);
  }

  /** Whether nobody has said yet that its peer may no longer connect; from now on it is said. */
  synchronized boolean tellOnce() {
    boolean first = !told;
    told = true;
    return first;
  }

  synchronized boolean isTold() {
    return told;
  }
}
