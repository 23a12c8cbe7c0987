package io.mtlsagent.handshake;

import org.jspecify.annotations.Nullable;

/** Finds the rule for a connection. Implemented by the runtime, which knows the configuration. */
public interface Endpoints {

  /**
   * The rule for a connection, or null if it is out of the agent's scope. A connection of which too
   * little is known gets the strictest rule that could apply.
   */
  @Nullable Endpoint forConnection(Transport transport);
}
