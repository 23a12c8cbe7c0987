package io.mtlsagent.handshake;

import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.Role;
import java.security.cert.CertificateException;
import org.jspecify.annotations.Nullable;

/**
 * What the application itself asks of the peer in one handshake, and what it said. Guarded by the
 * handshake's lock.
 */
final class ApplicationJudge {

  private final Role role;
  private final ClientDemand demand;
  private final UnaskedSessions unasked;
  private @Nullable String refusal;

  ApplicationJudge(Transport transport, UnaskedSessions unasked) {
    this.role = transport.role();
    this.demand = transport.applicationDemand();
    this.unasked = unasked;
  }

  /** The application's own check of the peer. */
  interface Check {
    void run() throws CertificateException;
  }

  ClientDemand demand() {
    return demand;
  }

  /** A server that demands no certificate itself would let in any client. */
  boolean asksNothing() {
    return role == Role.SERVER && demand == ClientDemand.NONE;
  }

  /**
   * Asks the application.
   *
   * @throws CertificateException if it refuses the peer
   */
  void ask(Check check) throws CertificateException {
    try {
      check.run();
    } catch (CertificateException refused) {
      refusal = String.valueOf(refused.getMessage());
      throw refused;
    }
  }

  /** The peer is let in without a question to the application. */
  void passOver() {
    unasked.peerIsLetIn();
  }

  /**
   * Out of scope the application decides. A session may have been made in scope, though, by a peer
   * whom the application has never been asked about: on resumption nobody would ask it.
   *
   * @throws PeerRejectedException if the application refuses the peer
   */
  void requireTrust(Transport transport, SessionFacts session) throws PeerRejectedException {
    if (!session.isResumed() || !unasked.arePossible()) {
      return;
    }
    session.removeValue(
        Handshake.USER_KEY); // of a connection in scope: nobody has looked at it now
    if (session.peerChain().isEmpty() || asksNothing()) {
      return;
    }
    try {
      transport.checkByApplication(session.peerChain());
    } catch (CertificateException refused) {
      throw HandshakeRejection.untrustedOnResumption(refused);
    }
  }

  /** Null where the application has not refused the peer. */
  @Nullable Rejection rejection() {
    return refusal == null ? null : HandshakeRejection.byApplication(refusal);
  }
}
