package io.mtlsagent.it.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A running application that does on its standard input's word what it is told. */
final class LoopProcess implements AutoCloseable {

  private final Process process;
  private final PrintStream commands;
  private final BufferedReader answers;

  private final Path errors;

  private LoopProcess(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    this.commands = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
    this.answers = process.inputReader(StandardCharsets.US_ASCII);
  }

  /** Starts it and waits until it is ready. */
  static LoopProcess start(JavaCommand command, Path errors) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command.words()).redirectError(errors.toFile());
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    LoopProcess started = new LoopProcess(builder.start(), errors);
    started.answer();
    return started;
  }

  long pid() {
    return process.pid();
  }

  /** Gives a command and returns its answer. */
  String ask(String command) throws IOException {
    commands.println(command);
    return answer();
  }

  /** Measures what a command takes. */
  void measure(String command, Cost cost) throws IOException {
    String[] nanos = ask(command).split(" ");
    cost.add(Double.parseDouble(nanos[0]), Double.parseDouble(nanos[1]));
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("the application has ended: " + Files.readString(errors));
    }
    return line;
  }

  @Override
  public void close() {
    commands.close();
    process.destroy();
  }
}
