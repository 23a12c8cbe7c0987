package io.mtlsagent.it.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process of this machine that ran to its end.
 *
 * @param exit its exit code
 * @param output its standard output, byte for byte
 * @param errors the lines of its standard error
 */
public record Execution(int exit, byte[] output, List<String> errors) {

  private static final int SECONDS_FOR_A_THREAD_DUMP = 5;

  /** Runs an application on a JDK of this machine. */
  public static Execution of(Path javaHome, Launch launch, Duration limit) {
    return of(launch.command(javaHome.resolve("bin/java").toString()), launch.environment(), limit);
  }

  /**
   * Runs a command.
   *
   * @param environment what is added to the environment; the variables that the JVM reads options
   *     from are else not there
   * @throws AssertionError if it has not ended within the limit, with what it printed; a Java
   *     virtual machine then prints its threads
   */
  public static Execution of(
      List<String> command, Map<String, String> environment, Duration limit) {
    try {
      Path output = Files.createTempFile("execution", ".out");
      Path errors = Files.createTempFile("execution", ".err");
      try {
        Process process = start(command, environment, output, errors);
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
          endWithThreadDump(process);
          throw new AssertionError(
              String.join(" ", command) + "\nhas not ended; it printed\n" + text(output, errors));
        }
        return new Execution(
            process.exitValue(), Files.readAllBytes(output), lines(Files.readString(errors)));
      } finally {
        Files.delete(output);
        Files.delete(errors);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Process start(
      List<String> command, Map<String, String> environment, Path output, Path errors)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    builder.environment().putAll(environment);
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    Process process = builder.start();
    process.getOutputStream().close();
    return process;
  }

  private static void endWithThreadDump(Process process) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-QUIT", String.valueOf(process.pid())).start().waitFor();
    process.waitFor(SECONDS_FOR_A_THREAD_DUMP, TimeUnit.SECONDS);
    process.destroyForcibly().waitFor();
  }

  private static String text(Path... files) throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path file : files) {
      all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
    }
    return all.toString();
  }

  private static List<String> lines(String text) {
    return new ArrayList<>(text.lines().toList());
  }

  /** The standard output as text. */
  public String outputText() {
    return new String(output, StandardCharsets.UTF_8);
  }

  /** All that it printed, for the messages of failed tests. */
  @Override
  public String toString() {
    return "exit " + exit + "\n" + outputText() + "\n" + String.join("\n", errors);
  }
}
