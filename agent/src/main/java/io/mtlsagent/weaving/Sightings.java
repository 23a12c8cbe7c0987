package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.Role;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What becomes of a TLS stack that the agent does not cover, when the application uses it: it is
 * said once, and refused where a connection of it could be in the scope of a rule that refuses.
 */
final class Sightings {

  private final Handshakes handshakes;
  private final TlsUse use;
  private final Diagnostics diagnostics;

  /** By the names of their stacks, those that were used while no rule was in force for them. */
  private final Map<String, Sighting> unsaid = new ConcurrentHashMap<>();

  private static final class Sighting {
    final Set<Role> roles;
    final String what;

    Sighting(Set<Role> roles, String what) {
      this.roles = roles;
      this.what = what;
    }
  }

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
    use.handshake(); // the agent's threads may be asleep yet, and a change of mode is theirs to see
    Mode strictest = handshakes.strictestMode(roles);
    if (!strictest.isActive()) {
      unsaid.put(stack, new Sighting(roles, what));
      return;
    }
    boolean refused = strictest.refuses();
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

  /** Another mode may be in force: says what escapes it, having been made before. */
  void look() {
    Iterator<Map.Entry<String, Sighting>> sightings = unsaid.entrySet().iterator();
    while (sightings.hasNext()) {
      Map.Entry<String, Sighting> seen = sightings.next();
      if (handshakes.strictestMode(seen.getValue().roles).isActive()) {
        sightings.remove();
        diagnostics.uncovered(
            seen.getKey(),
            seen.getValue().what
                + " was made while no rule was in force, and its connections escape the agent;"
                + " start the application anew to have it refused");
      }
    }
  }
}
