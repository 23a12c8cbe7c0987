package io.mtlsagent.revocation;

/** Whether the thread that asks for a status may wait for the network. */
public enum Waiting {
  /** In a full handshake, where the peer's chain has just arrived. */
  ALLOWED,
  /** Where only what is in memory counts: a resumed handshake ends on the thread of its I/O. */
  FORBIDDEN,
  /**
   * Where a peer was let in and its connection is open: what is in memory counts, and that a status
   * cannot be had at the moment is nothing that the peer has done.
   */
  AFTERWARDS
}
