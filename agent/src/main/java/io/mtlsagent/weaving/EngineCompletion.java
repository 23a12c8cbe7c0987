package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Handshake;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.SessionFacts;
import io.mtlsagent.handshake.TlsFailure;
import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * The end of a handshake of an engine whose stack can send no alert of our choice: a refused peer
 * gets a close_notify, and neither direction carries data any more.
 */
final class EngineCompletion {

  private final Handshakes handshakes;
  private final EngineTransport transport;
  private final SessionFacts session;

  EngineCompletion(Handshakes handshakes, EngineTransport transport, SessionFacts session) {
    this.handshakes = handshakes;
    this.transport = transport;
    this.session = session;
  }

  /**
   * Lets application data flow by returning.
   *
   * @throws SSLException if the peer is refused
   */
  void run() throws SSLException {
    Handshake handshake = handshakes.ending(transport);
    PeerRejectedException rejected;
    try {
      requireAllowedSuite(handshake.endpoint());
      handshake.complete(transport, session);
      return;
    } catch (PeerRejectedException e) {
      rejected = e;
    } catch (Throwable failure) {
      rejected =
          new PeerRejectedException(
              Rejection.of(
                  RejectionCode.INTERNAL_ERROR,
                  "the agent failed as the handshake ended: " + failure));
    }
    if (handshake.refuses() || handshake.endpoint() == null) {
      tearDown(handshake, rejected);
    }
  }

  /** Native libraries do not let all suites be switched off. */
  private void requireAllowedSuite(@Nullable Endpoint endpoint) throws PeerRejectedException {
    String suite = session.cipherSuite();
    if (endpoint != null
        && suite != null
        && endpoint.mode().refuses()
        && !endpoint.cipherSuites().isEmpty()
        && !endpoint.cipherSuites().contains(suite)) {
      throw new PeerRejectedException(
          Rejection.of(RejectionCode.PROTOCOL, suite + " is not in tls.ciphers"));
    }
  }

  private void tearDown(Handshake handshake, PeerRejectedException rejected) throws SSLException {
    int alert = rejected.rejection().code().alert("TLSv1.3".equals(session.protocol()));
    handshake.fail(
        transport,
        session,
        TlsFailure.local(alert, "close_notify", rejected.getMessage(), rejected));
    SSLEngine engine = transport.key();
    engine.closeOutbound();
    try {
      engine.closeInbound();
    } catch (SSLException truncated) {
      // said of every connection that is closed before the peer has said so
    }
    SSLHandshakeException refusal = new SSLHandshakeException(rejected.getMessage());
    refusal.initCause(rejected);
    throw refusal;
  }
}
