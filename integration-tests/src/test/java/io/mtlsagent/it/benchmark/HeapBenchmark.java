package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.benchmark.app.TlsLoopApp;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What lives on the heap of an idle application after a full collection, with and without the
 * agent, at its start and after handshakes of every kind.
 */
final class HeapBenchmark {

  private final Path directory;
  private final Material material;

  HeapBenchmark(Path directory, Material material) {
    this.directory = directory;
    this.material = material;
  }

  void run(Path home) throws IOException, InterruptedException {
    JavaCommand plain =
        JavaCommand.of(home, TlsLoopApp.class)
            .arguments(List.of("mutual"))
            .arguments(material.applicationArguments());
    try (LoopProcess stock = LoopProcess.start(plain, directory.resolve("stock.err"));
        LoopProcess agent =
            LoopProcess.start(
                plain.withAgent(material.enforce()), directory.resolve("agent.err"))) {
      System.out.println("                           kB: agent   stock   difference   ratio");
      row("two TLS contexts made", liveBytes(home, agent), liveBytes(home, stock));
      for (LoopProcess process : List.of(agent, stock)) {
        for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
          process.ask("full " + protocol + " 1");
          process.ask("resumed " + protocol + " 1");
        }
      }
      row("after 6 handshakes", liveBytes(home, agent), liveBytes(home, stock));
    }
  }

  private static void row(String name, long agent, long stock) {
    System.out.printf(
        Locale.ROOT,
        "  %-24s %9d %7d %12d %7.2f%n",
        name,
        agent / 1024,
        stock / 1024,
        (agent - stock) / 1024,
        (double) agent / stock);
  }

  /** The last line of the histogram, for which the JVM collects all garbage first. */
  private static long liveBytes(Path home, LoopProcess process)
      throws IOException, InterruptedException {
    Process tool =
        new ProcessBuilder(
                home.resolve("bin/jcmd").toString(),
                String.valueOf(process.pid()),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String output = new String(tool.getInputStream().readAllBytes());
    tool.waitFor();
    return output
        .lines()
        .filter(line -> line.startsWith("Total"))
        .mapToLong(line -> Long.parseLong(line.trim().split("\\s+")[2]))
        .findFirst()
        .orElseThrow(() -> new IOException(output));
  }
}
