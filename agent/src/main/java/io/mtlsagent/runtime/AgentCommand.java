package io.mtlsagent.runtime;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A command to an agent that runs already, in the place of a configuration's path: {@code
 * command=NAME;answer=FILE}. It comes by the attach mechanism, whose callers may already do with
 * the JVM what they like; the answer goes into a file, since the mechanism has no way back.
 */
public final class AgentCommand {

  private static final String COMMAND = "command=";
  private static final String ANSWER = ";answer=";
  private static final String ATTACH = "attach ";

  private final String name;
  private final File answer;

  private AgentCommand(String name, File answer) {
    this.name = name;
    this.answer = answer;
  }

  /** The agent argument that asks for a command. */
  public static String argument(String name, File answer) {
    return COMMAND + name + ANSWER + answer.getPath();
  }

  /** Null where the argument is the path of a configuration. */
  static @Nullable AgentCommand parse(String argument) {
    int end = argument.indexOf(ANSWER);
    if (!argument.startsWith(COMMAND) || end < 0) {
      return null;
    }
    return new AgentCommand(
        argument.substring(COMMAND.length(), end),
        new File(argument.substring(end + ANSWER.length())));
  }

  /** The command that brings an agent up, by the configuration of the given path. */
  public static String attach(File configuration) {
    return ATTACH + configuration.getAbsolutePath();
  }

  /** {@code status}, {@code prometheus}, {@code mode MODE} or {@code attach CONFIG}. */
  String name() {
    return name;
  }

  /**
   * The path of the configuration with which an agent is to be brought up; null to one that runs.
   */
  @Nullable String attachment() {
    return name.startsWith(ATTACH) ? name.substring(ATTACH.length()) : null;
  }

  /**
   * Writes the answer.
   *
   * @throws IOException if the file, which the caller has made, cannot be written
   */
  void answer(AgentAnswer given) throws IOException {
    if (!answer.isFile()) {
      throw new IOException(answer + " was not made by whoever asks");
    }
    try (OutputStream out = new FileOutputStream(answer)) {
      out.write(given.written().getBytes(StandardCharsets.UTF_8));
    }
  }
}
