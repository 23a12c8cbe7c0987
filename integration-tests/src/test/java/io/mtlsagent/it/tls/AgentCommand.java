package io.mtlsagent.it.tls;

import io.mtlsagent.it.jvm.LocalJdks;
import io.mtlsagent.it.jvm.Project;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A command of the agent's jar, run as users run it. */
public final class AgentCommand {

  private AgentCommand() {}

  public static CommandResult run(String... arguments) {
    return runJar(Project.agentJar(), arguments);
  }

  /** The same by another jar. */
  public static CommandResult runJar(Path jar, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(LocalJdks.own().resolve("bin/java").toString());
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(List.of(arguments));
    return Command.run(command, "");
  }
}
