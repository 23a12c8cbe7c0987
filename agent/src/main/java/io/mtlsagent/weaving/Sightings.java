package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Role;
import java.util.Collections;
import java.util.Set;

/**
 * What becomes of a TLS stack that the agent does not cover, when the application uses it: it is
 * said once, and refused where a connection of it could be in the scope of a rule that refuses.
 */
final class Sightings {

  private final Handshakes handshakes;
  private final Diagnostics diagnostics;

  Sightings(Handshakes handshakes, Diagnostics diagnostics) {
    this.handshakes = handshakes;
    this.diagnostics = diagnostics;
  }

  /**
   * The stack is about to be used.
   *
   * @param roles the parts that this JVM may play in its connections
   * @param what the context, engine or socket that is being made
   * @throws UncoveredStackException if it must not be
   */
  void uncovered(String stack, Set<Role> roles, String what) {
    boolean inScope = false;
    boolean refused = false;
    for (Role role : roles) {
      Endpoint strictest = handshakes.strictest(role);
      inScope |= strictest != null && strictest.mode().isActive();
      refused |= strictest != null && strictest.mode().refuses();
    }
    if (!inScope) {
      return;
    }
    diagnostics.uncovered(
        stack,
        what
            + (refused
                ? " is refused, for its connections would escape"
                : " is made, and its connections escape the agent"));
    if (refused) {
      throw new UncoveredStackException(stack, what);
    }
  }

  /** As {@link #uncovered(String, Set, String)}, for one part. */
  void uncovered(String stack, Role role, String what) {
    uncovered(stack, Collections.singleton(role), what);
  }
}
