package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Execution;
import io.mtlsagent.it.jvm.LocalJdks;
import io.mtlsagent.it.jvm.Project;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report of a long log takes no more memory than one of a short log. */
class LongReportIT {

  /** Each with a peer of its own: what is kept of them all would take some 200 MB. */
  private static final int LINES = 250_000;

  private static final String LINE =
      "{\"@timestamp\":\"2026-11-%02dT09:30:00.123Z\",\"event\":{\"action\":\"peer-accepted\","
          + "\"outcome\":\"success\",\"code\":\"accepted\",\"sequence\":%d},\"mtls\":{\"mode\":"
          + "\"permissive\",\"endpoint\":\"default\",\"decision\":\"accepted\",\"stack\":\"SunJSSE\"},"
          + "\"network\":{\"direction\":\"inbound\"},\"source\":{\"ip\":\"10.1.2.3\",\"port\":40112},"
          + "\"destination\":{\"ip\":\"10.9.0.1\",\"port\":8443},\"tls\":{\"version\":\"1.3\","
          + "\"established\":true,\"client\":{\"subject\":\"CN=peer%d,O=zoo\",\"issuer\":\"CN=zoo\","
          + "\"not_after\":\"2027-01-01T00:00:00Z\",\"hash\":{\"sha256\":\"%064X\"}}},"
          + "\"user\":{\"name\":\"peer%d\"},\"service\":{\"name\":\"orders\"}}%n";

  @TempDir Path directory;

  @Test
  void memoryDoesNotGrowWithTheLog() throws IOException {
    Path log = directory.resolve("audit.jsonl.gz");
    try (Writer lines =
        new OutputStreamWriter(
            new GZIPOutputStream(Files.newOutputStream(log)), StandardCharsets.UTF_8)) {
      for (int i = 0; i < LINES; i++) {
        lines.write(LINE.formatted(1 + i * 20 / LINES, i + 1, i, i, i));
      }
    }
    List<String> command =
        List.of(
            LocalJdks.own().resolve("bin/java").toString(),
            "-Xmx64m",
            "-jar",
            Project.agentJar().toString(),
            "report",
            log.toString());
    Execution report = Execution.of(command, Map.of(), Duration.ofMinutes(3));
    String output = new String(report.output(), StandardCharsets.UTF_8);
    assertThat(report.exit()).as("%s", report.errors()).isZero();
    assertThat(output).contains("250,000 audit lines in 1 log").contains("Safe to enforce");
  }
}
