package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Role;
import java.util.Set;

/**
 * What becomes of a TLS stack that the agent does not cover, when the application uses it: it is
 * said once, and refused where a connection of it could be in the scope of a rule that refuses.
 */
final class Sightings {

  private final Handshakes handshakes;
  private final TlsUse use;
  private final Diagnostics diagnostics;

  Sightings(Handshakes handshakes, TlsUse use, Diagnostics diagnostics) {
    this.handshakes = handshakes;
    this.use = use;
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
    use.handshake(); // the audit log may be asleep yet
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
}
