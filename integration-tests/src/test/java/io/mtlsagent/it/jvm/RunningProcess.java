package io.mtlsagent.it.jvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An application in a process of this machine. It ends with the tests at the latest. */
final class RunningProcess extends RunningApp {

  private static final int SECONDS_TO_END = 10;

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Process process;
  private final Path java;
  private final Thread outputReader;
  private final Thread errorReader;
  private final Thread atExit;

  RunningProcess(Process process, Path java) {
    this.process = process;
    this.java = java;
    this.outputReader = reader(process.getInputStream(), outputTranscript());
    this.errorReader = reader(process.getErrorStream(), errorTranscript());
    this.atExit = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  private static Thread reader(InputStream in, Transcript transcript) {
    Thread thread =
        new Thread(
            () -> {
              char[] buffer = new char[4096];
              try (Reader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                int length;
                while ((length = text.read(buffer)) > 0) {
                  transcript.add(new String(buffer, 0, length));
                }
              } catch (IOException e) {
                transcript.add("[reading ended: " + e + "]\n");
              }
            });
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** Ended, and all that it printed has been read. */
  @Override
  boolean ended() {
    return !process.isAlive() && !outputReader.isAlive() && !errorReader.isAlive();
  }

  @Override
  public Execution runAgentJar(List<String> arguments) {
    List<String> command =
        new ArrayList<>(List.of(java.toString(), "-jar", Project.agentJar().toString()));
    command.addAll(arguments);
    return Execution.of(command, Map.of(), LONGEST);
  }

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public void kill() {
    process.destroyForcibly();
    awaitEnd(() -> process.waitFor());
  }

  @Override
  int exitCode() {
    return process.exitValue();
  }

  @Override
  void stop() {
    process.destroy();
    awaitEnd(
        () -> {
          if (!process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
          }
        });
  }

  private interface Waiting {
    void run() throws InterruptedException;
  }

  private void awaitEnd(Waiting waiting) {
    try {
      waiting.run();
      outputReader.join();
      errorReader.join();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
