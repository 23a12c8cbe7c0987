package io.mtlsagent.runtime;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/**
 * Writes the metrics for the textfile collector of Prometheus's node_exporter: into a file beside
 * it first, so that nobody reads half of them. For one thread.
 */
final class MetricsFile {

  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final InForce inForce;
  private final StatusSource status;
  private final StandardErrorLog log;
  private boolean written;
  private long writtenNanos;
  private String lastProblem = "";

  MetricsFile(InForce inForce, StatusSource status, StandardErrorLog log) {
    this.inForce = inForce;
    this.status = status;
    this.log = log;
  }

  void look() {
    File file = inForce.generation().configuration().metricsFile();
    if (file == null || (written && System.nanoTime() - writtenNanos < PAUSE_NANOS)) {
      return;
    }
    written = true;
    writtenNanos = System.nanoTime();
    try {
      write(file.toPath());
      lastProblem = "";
    } catch (IOException e) {
      String problem = "metrics.file: " + file + " cannot be written: " + e;
      if (!problem.equals(lastProblem)) {
        lastProblem = problem;
        log.warning(problem);
      }
    }
  }

  private void write(Path file) throws IOException {
    byte[] text = PrometheusText.of(status.status()).getBytes(StandardCharsets.UTF_8);
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.write(fresh, text);
    Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}
