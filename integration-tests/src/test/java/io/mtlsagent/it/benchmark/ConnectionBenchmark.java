package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.benchmark.app.TlsLoopApp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Handshakes and transfers: an application of one-way TLS under the agent, with revocation lists,
 * beside the same application configured for mutual TLS by hand, without revocation. Both have
 * server and client in one process and the same keys; they take turns, block by block.
 */
final class ConnectionBenchmark {

  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
  private static final int HANDSHAKES = 100;
  private static final int MEGABYTES = 128;
  private static final Map<String, Integer> WARM_UP = Map.of("full", 4_000, "resumed", 20_000);
  private static final int WARM_UP_TRANSFERS = 5;

  private final Path directory;
  private final Material material;

  ConnectionBenchmark(Path directory, Material material) {
    this.directory = directory;
    this.material = material;
  }

  void handshakes(Path home, int rounds) throws IOException {
    try (LoopProcess agent = agent(home);
        LoopProcess stock = stock(home)) {
      header("us a handshake");
      for (String protocol : PROTOCOLS) {
        for (String kind : List.of("full", "resumed")) {
          String command = kind + " " + protocol + " ";
          int warmUp = WARM_UP.getOrDefault(kind, 0);
          agent.ask(command + warmUp);
          stock.ask(command + warmUp);
          compare(
              kind + " " + protocol, agent, stock, command + HANDSHAKES, rounds, 1e3 * HANDSHAKES);
        }
      }
    }
  }

  void transfers(Path home, int rounds) throws IOException {
    try (LoopProcess agent = agent(home);
        LoopProcess stock = stock(home)) {
      header("us a megabyte");
      for (String protocol : PROTOCOLS) {
        String command = "transfer " + protocol + " " + MEGABYTES;
        for (int i = 0; i < WARM_UP_TRANSFERS; i++) {
          agent.ask(command);
          stock.ask(command);
        }
        compare("transfer " + protocol, agent, stock, command, rounds, 1e3 * MEGABYTES);
      }
    }
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

  private static void compare(
      String name, LoopProcess agent, LoopProcess stock, String command, int rounds, double unit)
      throws IOException {
    Cost ours = new Cost();
    Cost theirs = new Cost();
    for (int round = 0; round < rounds; round++) {
      if (round % 2 == 0) {
        agent.measure(command, ours);
        stock.measure(command, theirs);
      } else {
        stock.measure(command, theirs);
        agent.measure(command, ours);
      }
    }
    row(name, "processors", ours.processor, theirs.processor, unit);
    row("", "clock", ours.clock, theirs.clock, unit);
  }

  private static void header(String unit) {
    System.out.printf(
        "  %-16s %-11s agent: median  least   stock: median  least   ratio: median  least  of rounds%n",
        unit, "");
  }

  private static void row(String name, String by, Samples ours, Samples theirs, double unit) {
    System.out.printf(
        Locale.ROOT,
        "  %-16s %-11s %13.0f %6.0f %15.0f %6.0f %15.2f %6.2f %10.2f%n",
        name,
        by,
        ours.median() / unit,
        ours.least() / unit,
        theirs.median() / unit,
        theirs.least() / unit,
        ours.median() / theirs.median(),
        ours.least() / theirs.least(),
        ours.over(theirs).median());
  }
}
