package io.mtlsagent.handshake;

/**
 * Whether this JVM may hold sessions with peers that only the agent has judged, so that the
 * application has never been asked about them. Where there are none, a resumed session out of scope
 * is left to the TLS stack, as without the agent. Of the whole JVM, since some JVMs take a session
 * of one context in another (JDK-8298381).
 */
final class UnaskedSessions {

  private volatile boolean possible;

  /** A peer is let in without the application's own check. */
  void peerIsLetIn() {
    if (!possible) {
      possible = true;
    }
  }

  boolean arePossible() {
    return possible;
  }
}
