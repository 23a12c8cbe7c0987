package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.benchmark.app.TlsLoopApp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Full handshakes with a list of many entries beside those with an empty one. As a measure of the
 * noise, the same with an empty list on both sides.
 */
final class LongListBenchmark {

  private static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");
  private static final int HANDSHAKES = 100;
  private static final int WARM_UP = 2_000;

  /** Even, so that each side is the first to start and to warm up as often as the other. */
  private static final int PAIRS = 6;

  private final Path directory;
  private final Material material;

  LongListBenchmark(Path directory, Material material) {
    this.directory = directory;
    this.material = material;
  }

  void run(Path home, Path full, Path empty, int rounds) throws IOException {
    Comparison lists = new Comparison();
    Comparison noise = new Comparison();
    int roundsOfAPair = Math.max(1, rounds / PAIRS);
    for (int pair = 0; pair < PAIRS; pair++) {
      compare(home, full, empty, pair % 2 == 0, lists, roundsOfAPair);
      compare(home, empty, empty, pair % 2 == 0, noise, roundsOfAPair);
    }
    System.out.println(
        "  full handshakes, the long list (\"agent\") beside an empty one (\"stock\")");
    lists.print("us a handshake");
    System.out.println("  the noise: an empty list on both sides");
    noise.print("us a handshake");
  }

  private void compare(
      Path home, Path ours, Path theirs, boolean oursFirst, Comparison comparison, int rounds)
      throws IOException {
    try (LoopProcess first = loop(home, oursFirst ? ours : theirs, "first");
        LoopProcess second = loop(home, oursFirst ? theirs : ours, "second")) {
      for (String protocol : PROTOCOLS) {
        String command = "full " + protocol;
        first.ask(command + " " + WARM_UP);
        second.ask(command + " " + WARM_UP);
        comparison.measure(
            command, HANDSHAKES, oursFirst ? first : second, oursFirst ? second : first, rounds);
      }
    }
  }

  private LoopProcess loop(Path home, Path list, String name) throws IOException {
    JavaCommand command =
        JavaCommand.of(home, TlsLoopApp.class)
            .options("-XX:+UseSerialGC", "-Xmx256m", "-XX:-UseDynamicNumberOfCompilerThreads")
            .arguments(List.of("one-way"))
            .arguments(material.applicationArguments())
            .withAgent(material.enforceWith(list, name));
    return LoopProcess.start(command, directory.resolve(name + ".err"));
  }
}
