package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Handshake;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.SessionFacts;
import io.mtlsagent.handshake.Transport;
import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import org.jspecify.annotations.Nullable;

/** The verdict at the end of a handshake: an error of the agent's own is a refusal. */
final class HandshakeEnd {

  private HandshakeEnd() {}

  /** Why the connection is to be torn down; null if application data may flow. */
  static @Nullable PeerRejectedException of(
      Handshakes handshakes, Transport transport, SessionFacts session) {
    Handshake handshake = handshakes.ending(transport);
    PeerRejectedException rejected;
    try {
      handshake.complete(transport, session);
      return null;
    } catch (PeerRejectedException e) {
      rejected = e;
    } catch (Throwable failure) {
      rejected =
          new PeerRejectedException(
              Rejection.of(
                  RejectionCode.INTERNAL_ERROR,
                  "the agent failed as the handshake ended: " + failure));
    }
    return handshake.refuses() || handshake.endpoint() == null ? rejected : null;
  }
}
