package io.mtlsagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.cli.report.Stories;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {

  @TempDir Path folder;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aLogWithoutWouldBeRefusalsIsSafe() throws Exception {
    assertThat(report(Stories.allAccepted(folder.resolve("audit.jsonl")))).isZero();
    assertThat(out())
        .contains("CN=alice")
        .contains("orders/prod")
        .contains(":8443")
        .contains("Safe to enforce, as far as was observed");
  }

  @Test
  void aWouldBeRefusalIsAFindingAndNamesPeerCodeAndReason() throws Exception {
    assertThat(report(Stories.someWouldBeRefused(folder.resolve("audit.jsonl")))).isEqualTo(1);
    assertThat(out())
        .contains("expired")
        .contains("its certificate has expired")
        .contains("CN=mallory (unproven)")
        .contains("192.0.2.7 (no certificate)")
        .contains("Not safe to enforce");
  }

  @Test
  void refusalsOfEnforceAreNoFinding() throws Exception {
    assertThat(report(Stories.refusedByEnforce(folder.resolve("audit.jsonl")))).isZero();
    assertThat(out()).contains("revoked");
  }

  @Test
  void tlsOutOfReachIsAFinding() throws Exception {
    assertThat(report(Stories.uncovered(folder.resolve("audit.jsonl")))).isEqualTo(1);
    assertThat(out()).contains("uses TLS that the agent does not reach: no hook for it");
  }

  @Test
  void anEmptyLogIsNoProof() throws Exception {
    Path log = Files.createFile(folder.resolve("audit.jsonl"));
    assertThat(report(log)).isEqualTo(1);
    assertThat(out()).contains("No handshake was observed").contains("No answer");
  }

  @Test
  void laterLinesAloneAreJudgedWithSince() throws Exception {
    Path log = Stories.mended(folder.resolve("audit.jsonl"));
    assertThat(report(log)).isEqualTo(1);
    assertThat(report(log, "--since", Stories.MENDED)).isZero();
    assertThat(report(log, "--until", Stories.MENDED)).isEqualTo(1);
  }

  @Test
  void rotatedAndCompressedFilesAreReadOnce() throws Exception {
    Path log = Stories.allAccepted(folder.resolve("audit.jsonl"));
    Path older = folder.resolve("audit.jsonl.2.gz");
    try (OutputStream gzip = new GZIPOutputStream(Files.newOutputStream(older))) {
      Files.copy(Stories.someWouldBeRefused(folder.resolve("other")), gzip);
    }
    assertThat(report(log, older.toString())).isEqualTo(1);
    assertThat(out()).contains("in 2 logs");
    assertThat(report(log, "--only")).isZero();
    assertThat(out()).contains("in 1 log,");
  }

  @Test
  void aDirectoryStandsForItsLogs() throws Exception {
    Stories.allAccepted(folder.resolve("audit.jsonl"));
    Stories.allAccepted(folder.resolve("audit.4242.jsonl"));
    Files.writeString(folder.resolve("notes.txt"), "not a log\n");
    assertThat(report(folder)).isZero();
    assertThat(out()).contains("in 2 logs").doesNotContain("left out");
  }

  @Test
  void tornAndForeignLinesAreCountedAndSaid() throws Exception {
    Path log = Stories.allAccepted(folder.resolve("audit.jsonl"));
    Files.writeString(
        log,
        "Started in 3 s\n{\"level\":\"info\"}\n{\"@timestamp\":\"2026-11-",
        StandardOpenOption.APPEND);
    assertThat(report(log)).isZero();
    assertThat(out())
        .contains("2 lines are not lines of an audit log")
        .contains("The last line of 1 log is cut off");
  }

  @Test
  void whatAShipperPutsBeforeALineIsPassedOver() throws Exception {
    Path log = Stories.someWouldBeRefused(folder.resolve("audit.jsonl"));
    List<String> shipped = new ArrayList<>();
    for (String line : Files.readAllLines(log)) {
      shipped.add("<110>1 2026-11-25T12:00:00Z host mtls-agent 7 - - " + line);
    }
    Path copy = Files.write(folder.resolve("shipped"), shipped);
    assertThat(report(copy)).isEqualTo(1);
    assertThat(out()).contains("Not safe").doesNotContain("left out");
  }

  @Test
  void aCompressedFileThatEndsTooEarlyIsNoProof() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(bytes)) {
      Files.copy(Stories.allAccepted(folder.resolve("audit.jsonl")), gzip);
    }
    Path cut = folder.resolve("cut.gz");
    Files.write(cut, Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2));
    assertThat(report(cut)).isEqualTo(1);
    assertThat(out()).contains("was not read to its end").contains("No answer");
  }

  @Test
  void lostLinesAreSaid() throws Exception {
    assertThat(report(Stories.lossy(folder.resolve("audit.jsonl")))).isZero();
    assertThat(out()).contains("5 audit lines were lost");
  }

  @Test
  void namesInCertificatesSteerNoTerminal() throws Exception {
    report(Stories.hostile(folder.resolve("audit.jsonl")), "--rows", "100");
    assertThat(out()).contains("\\u001B[2J").contains("\\u202E").doesNotContain("\u001b");
    assertThat(out().chars().filter(c -> c < ' ' && c != '\n').count()).isZero();

    report(Stories.hostile(folder.resolve("more.jsonl")), "--json");
    assertThat(out().chars().filter(c -> (c < ' ' && c != '\n') || c > '~').count()).isZero();
  }

  @Test
  void jsonTellsTheSame() throws Exception {
    Path log = Stories.someWouldBeRefused(folder.resolve("audit.jsonl"));
    assertThat(report(log, "--json")).isEqualTo(1);
    assertThat(out())
        .startsWith("{")
        .contains("\"answer\" : \"not-safe\"")
        .contains("\"safe_to_enforce\" : false")
        .contains("\"code\" : \"no_certificate\"")
        .contains("\"not_after\"")
        .contains("\"interval_seconds\"");
  }

  @Test
  void tablesShowNoMoreRowsThanAskedFor() throws Exception {
    Path log = Stories.someWouldBeRefused(folder.resolve("audit.jsonl"));
    report(log, "--rows", "1");
    assertThat(out()).contains("(3 more; --rows shows them)");
  }

  @Test
  void wrongUseIsTwo() throws Exception {
    assertThat(report(folder.resolve("missing"))).isEqualTo(2);
    assertThat(err()).contains("does not exist");
    assertThat(report(folder)).isEqualTo(2);
    assertThat(err()).contains("holds no *.jsonl files");
    Path log = Stories.allAccepted(folder.resolve("audit.jsonl"));
    assertThat(report(log, "--since", "yesterday")).isEqualTo(2);
    assertThat(err()).contains("\"yesterday\" is no time such as");
    assertThat(report(log, "--since", "1h", "--until", "2h")).isEqualTo(2);
    assertThat(report(log, "--rows", "0")).isEqualTo(2);
    assertThat(report(log, "--html", folder.resolve("no/where.html").toString())).isEqualTo(2);
    assertThat(run("report")).isEqualTo(2);
  }

  private int report(Path log, String... more) {
    List<String> arguments = new ArrayList<>(List.of("report", log.toString()));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return CommandLineInterface.run(arguments, new PrintStream(out), new PrintStream(err));
  }

  private String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String err() {
    return err.toString(StandardCharsets.UTF_8);
  }
}
