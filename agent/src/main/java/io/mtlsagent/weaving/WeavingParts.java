package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Mode;

/** What the hooks work with: asked for once, when the application loads the first TLS class. */
public interface WeavingParts {

  /** The strictest mode of now: decides what becomes of a stack that cannot be woven. */
  Mode mode();

  /** The handshakes of this JVM. */
  Handshakes handshakes();

  /** Whether there may be connections from before: the agent has come into a JVM that ran. */
  boolean isAttached();

  /** Run when the application makes a TLS context, and again whenever it likes. */
  Runnable firstUse();

  /**
   * Names what is to be looked at again from time to time, and when the mode changes.
   *
   * @param look must be cheap; called on a thread of the agent, after {@link #firstUse}
   */
  void onLook(Runnable look);
}
