package io.mtlsagent.revocation;

/**
 * Whether the peer of a handshake is still there. Who has left is not waited for: the thread that
 * closes the connection, perhaps that of an event loop, waits itself until the check has ended.
 * Safe for use by several threads.
 */
public final class PeerPresence {

  private volatile boolean over;

  /** The connection is being closed. Never waits. */
  public void leave() {
    over = true;
  }

  boolean isOver() {
    return over;
  }
}
