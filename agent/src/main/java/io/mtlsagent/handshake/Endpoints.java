package io.mtlsagent.handshake;

import org.jspecify.annotations.Nullable;

/** Finds the rule for a connection. Implemented by the runtime, which knows the configuration. */
public interface Endpoints {

  /**
   * The rule for a connection, or null if it is out of the agent's scope. A connection of which too
   * little is known gets the strictest rule that could apply.
   *
   * @param requested what is known of the server name that a client of ours asks for
   */
  @Nullable Endpoint forConnection(Transport transport, RequestedName requested);

  /** Whether no rule is in force at all: every connection is left as it is. */
  boolean areOff();

  /**
   * Whether the server name that a client asks for makes a difference, so that the rule is to be
   * settled anew once it is known.
   */
  boolean dependOnServerName();
}
