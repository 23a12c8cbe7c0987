package io.mtlsagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever a log holds, which peers have a hand in: the report is made, is safe on a terminal, as
 * JSON, and as a page.
 */
class ReportFuzzTest {

  private static final JsonFactory JSON = new JsonFactory();

  @TempDir Path directory;

  @FuzzTest
  void anyLogMakesAReportThatSteersNothing(byte[] data) throws IOException {
    Path log = directory.resolve("audit.jsonl");
    Path page = directory.resolve("report.html");
    Files.write(log, data);

    String table = report(log, "--html=" + page);
    assertThat(table.chars()).noneMatch(c -> Character.isISOControl(c) && c != '\n');
    assertThat(Files.readString(page)).startsWith("<!DOCTYPE html>").doesNotContain("<script");

    try (JsonParser parser = JSON.createParser(report(log, "--json"))) {
      while (parser.nextToken() != null) {
        // well-formed to its end
      }
    }
  }

  private static String report(Path log, String option) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] command = {"report", "--only", option, log.toString()};
    int exit = CommandLineInterface.run(command, new PrintStream(out), new PrintStream(err));
    assertThat(exit)
        .as("%s%n%s", Arrays.toString(command), err)
        .isIn(CommandLineInterface.GOOD, CommandLineInterface.FINDING);
    assertThat(err.toString(StandardCharsets.UTF_8)).doesNotContain(" failed: ");
    return out.toString(StandardCharsets.UTF_8);
  }
}
