package io.mtlsagent.it;

import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.OneWayTls;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One application that serves some ports with sockets and as many with engines: what holds for both
 * is tried in one virtual machine.
 */
final class SocketsAndEngines {

  /** What the server's end of a connection is made of. */
  enum Side {
    SOCKETS,
    ENGINES
  }

  private final List<List<Integer>> ports = new ArrayList<>();

  /**
   * @param count of ports on each side
   */
  SocketsAndEngines(int count) {
    for (int i = 0; i < Side.values().length; i++) {
      List<Integer> side = new ArrayList<>();
      for (int j = 0; j < count; j++) {
        side.add(GuardedServer.freePort());
      }
      ports.add(side);
    }
  }

  int port(Side side, int number) {
    return ports.get(side.ordinal()).get(number);
  }

  /** The ports of this number on both sides, as a configuration has them. */
  String ports(int number) {
    return port(Side.SOCKETS, number) + "," + port(Side.ENGINES, number);
  }

  Launch launch(OneWayTls material) {
    return Launch.of(TestApp.SOCKETS_AND_ENGINES, material.serverArguments())
        .arguments("--socket-ports=" + joined(Side.SOCKETS))
        .arguments("--engine-ports=" + joined(Side.ENGINES));
  }

  private String joined(Side side) {
    return ports.get(side.ordinal()).stream().map(String::valueOf).collect(Collectors.joining(","));
  }
}
