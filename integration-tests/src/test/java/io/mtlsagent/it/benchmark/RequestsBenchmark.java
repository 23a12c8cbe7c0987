package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.benchmark.app.KeepAliveClient;
import io.mtlsagent.it.benchmark.app.NettyServer;
import io.mtlsagent.it.benchmark.app.UndertowServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Requests over one connection that is kept, to a server of one-way TLS under the agent, and to the
 * same server with mutual TLS set up by hand. They take turns.
 */
final class RequestsBenchmark {

  private static final int REQUESTS = 2_000;
  private static final int WARM_UP = 10;

  /** What the compilers make of the same code differs by some hundredths from run to run. */
  private static final int PAIRS = 3;

  private static final double NANOS_PER_SECOND = 1e9;

  private final Path directory;
  private final Material material;

  RequestsBenchmark(Path directory, Material material) {
    this.directory = directory;
    this.material = material;
  }

  void run(Path home, int rounds) throws Exception {
    System.out.println("                   agent   stock   requests a second; ratio agent / stock");
    for (Class<?> server : List.of(UndertowServer.class, NettyServer.class)) {
      Samples ours = new Samples();
      Samples theirs = new Samples();
      for (int pair = 0; pair < PAIRS; pair++) {
        try (Server agent = start(home, server, "one-way", material.enforce());
            Server stock = start(home, server, "mutual", null)) {
          measure(agent, stock, ours, theirs, rounds / PAIRS);
        }
      }
      System.out.printf(
          Locale.ROOT,
          "  %-15s %6.0f  %6.0f   %.3f of medians, %.3f of rounds%n",
          server.getSimpleName(),
          ours.median(),
          theirs.median(),
          ours.median() / theirs.median(),
          ours.over(theirs).median());
    }
  }

  private static void measure(Server agent, Server stock, Samples ours, Samples theirs, int rounds)
      throws IOException {
    for (int round = -WARM_UP; round < rounds; round++) {
      boolean agentFirst = round % 2 == 0;
      double first = (agentFirst ? agent : stock).perSecond();
      double second = (agentFirst ? stock : agent).perSecond();
      if (round >= 0) {
        ours.add(agentFirst ? first : second);
        theirs.add(agentFirst ? second : first);
      }
    }
  }

  private record Server(ServerProcess process, KeepAliveClient client) implements AutoCloseable {

    double perSecond() throws IOException {
      return NANOS_PER_SECOND * REQUESTS / client.ask(REQUESTS);
    }

    @Override
    public void close() throws IOException {
      client.close();
      process.close();
    }
  }

  private Server start(Path home, Class<?> main, String kind, Path configuration) throws Exception {
    List<String> arguments = material.applicationArguments();
    Path errors = directory.resolve("requests.err");
    ServerProcess process = ServerProcess.start(home, main, kind, arguments, configuration, errors);
    return new Server(process, KeepAliveClient.to(process.port(), arguments));
  }
}
