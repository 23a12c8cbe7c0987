package io.mtlsagent.handshake;

import java.util.function.Supplier;

/** One rule for all connections, which a test may exchange. */
record OneEndpoint(Supplier<Endpoint> current) implements Endpoints {

  @Override
  public Endpoint forConnection(Transport transport, RequestedName requested) {
    return current.get();
  }

  @Override
  public boolean areOff() {
    return false;
  }

  @Override
  public boolean dependOnServerName() {
    return false;
  }
}
