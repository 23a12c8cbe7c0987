package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.benchmark.app.TlsLoopApp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Handshakes and transfers: an application of one-way TLS under the agent, with revocation lists,
 * beside the same application configured for mutual TLS by hand, without revocation. Both have
 * server and client in one process and the same keys; they take turns, block by block.
 */
final class ConnectionBenchmark {

  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
  private static final int HANDSHAKES = 100;
  private static final int MEGABYTES = 128;
  private static final Map<String, Integer> WARM_UP =
      new TreeMap<>(Map.of("full", 2_000, "resumed", 20_000));

  /** What the compilers make of the same code differs by some hundredths from run to run. */
  private static final int PAIRS = 3;

  private static final int WARM_UP_TRANSFERS = 5;

  private final Path directory;
  private final Material material;

  ConnectionBenchmark(Path directory, Material material) {
    this.directory = directory;
    this.material = material;
  }

  void handshakes(Path home, int rounds) throws IOException {
    Comparison comparison = new Comparison();
    for (int pair = 0; pair < PAIRS; pair++) {
      try (LoopProcess agent = agent(home);
          LoopProcess stock = stock(home)) {
        for (String protocol : PROTOCOLS) {
          for (Map.Entry<String, Integer> warmUp : WARM_UP.entrySet()) {
            String command = warmUp.getKey() + " " + protocol;
            agent.ask(command + " " + warmUp.getValue());
            stock.ask(command + " " + warmUp.getValue());
            comparison.measure(command, HANDSHAKES, agent, stock, rounds / PAIRS);
          }
        }
      }
    }
    comparison.print("us a handshake");
  }

  void transfers(Path home, int rounds) throws IOException {
    Comparison comparison = new Comparison();
    for (int pair = 0; pair < PAIRS; pair++) {
      try (LoopProcess agent = agent(home);
          LoopProcess stock = stock(home)) {
        for (String protocol : PROTOCOLS) {
          String command = "transfer " + protocol;
          for (int i = 0; i < WARM_UP_TRANSFERS; i++) {
            agent.ask(command + " " + MEGABYTES);
            stock.ask(command + " " + MEGABYTES);
          }
          comparison.measure(command, MEGABYTES, agent, stock, rounds / PAIRS);
        }
      }
    }
    comparison.print("us a megabyte");
  }

  private LoopProcess agent(Path home) throws IOException {
    JavaCommand command = command(home, "one-way").withAgent(material.enforce());
    return LoopProcess.start(command, directory.resolve("agent.err"));
  }

  private LoopProcess stock(Path home) throws IOException {
    return LoopProcess.start(command(home, "mutual"), directory.resolve("stock.err"));
  }

  /**
   * One garbage collector thread and a fixed number of compilers: less noise, the same for both.
   */
  private JavaCommand command(Path home, String kind) {
    return JavaCommand.of(home, TlsLoopApp.class)
        .options("-XX:+UseSerialGC", "-Xmx256m", "-XX:-UseDynamicNumberOfCompilerThreads")
        .arguments(List.of(kind))
        .arguments(material.applicationArguments());
  }
}
