package io.mtlsagent.runtime;

import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Endpoints;
import io.mtlsagent.handshake.RequestedName;
import io.mtlsagent.handshake.Transport;
import org.jspecify.annotations.Nullable;

/** The generation that holds for handshakes that begin now. */
final class InForce implements Endpoints {

  private volatile Generation generation;

  InForce(Generation first) {
    this.generation = first;
  }

  Generation generation() {
    return generation;
  }

  void replaceBy(Generation next) {
    generation = next;
  }

  @Override
  public @Nullable Endpoint forConnection(Transport transport, RequestedName requested) {
    return generation.endpoints().forConnection(transport, requested);
  }

  @Override
  public boolean areOff() {
    return generation.endpoints().areOff();
  }

  @Override
  public boolean dependOnServerName() {
    return generation.endpoints().dependOnServerName();
  }
}
