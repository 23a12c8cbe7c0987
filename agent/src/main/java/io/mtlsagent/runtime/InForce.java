package io.mtlsagent.runtime;

import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Endpoints;
import io.mtlsagent.handshake.RequestedName;
import io.mtlsagent.handshake.Transport;
import io.mtlsagent.policy.Mode;
import org.jspecify.annotations.Nullable;

/** The generation that holds for handshakes that begin now. */
final class InForce implements Endpoints {

  private volatile Generation generation;
  private volatile boolean givenUp;

  InForce(Generation first) {
    this.generation = first;
  }

  Generation generation() {
    return generation;
  }

  void replaceBy(Generation next) {
    generation = next;
  }

  /** Every connection is left to the application from now on: the agent could not be brought up. */
  void giveUp() {
    givenUp = true;
  }

  /** The strictest mode of all rules. */
  Mode strictestMode() {
    return givenUp ? Mode.OFF : generation.strictestMode();
  }

  @Override
  public @Nullable Endpoint forConnection(Transport transport, RequestedName requested) {
    return givenUp ? null : generation.endpoints().forConnection(transport, requested);
  }

  @Override
  public boolean areOff() {
    return givenUp || generation.endpoints().areOff();
  }

  @Override
  public boolean dependOnServerName() {
    return generation.endpoints().dependOnServerName();
  }
}
