package io.mtlsagent.cli;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.runtime.AgentCommand;
import io.mtlsagent.runtime.ConfigurationCheck;
import java.io.File;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings the agent into a running JVM. */
@Command(
    name = "attach",
    description = {
      "Bring the agent into a JVM that runs already.",
      "Contexts, factories, sockets and engines that it has made before are covered, from their next"
          + " handshake on. The configuration is checked first. An attach that fails leaves the"
          + " application as it was. To have the agent there after the next start too, use"
          + " -javaagent."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  attach 4242 /etc/mtls.properties"})
final class AttachCommand extends DocumentedCommand {

  @Parameters(index = "0", paramLabel = "PID", description = "The process id of the JVM.")
  @SuppressWarnings("NullAway.Init")
  private String pid;

  @Parameters(index = "1", paramLabel = "CONFIG", description = "The configuration file.")
  @SuppressWarnings("NullAway.Init")
  private File configuration;

  @Override
  public Integer call() throws IOException, ConfigurationException {
    if (!configuration.isFile()) {
      throw wrongUse(configuration + " is no file");
    }
    RunningJvm jvm = RunningJvm.of(pid, this);
    ConfigurationCheck.of(configuration, Overrides.ofThisProcess());
    try {
      if (isThere(jvm)) {
        err()
            .println(
                "[mtls-agent] the agent is in the JVM " + pid + " already; nothing was changed");
        return CommandLineInterface.FINDING;
      }
      jvm.command(AgentCommand.attach(configuration));
      out().print(jvm.command("status"));
      out().flush();
      return CommandLineInterface.GOOD;
    } catch (UnreachableJvmException | CommandFailedException e) {
      err().println("[mtls-agent] " + e.getMessage());
      return CommandLineInterface.FINDING;
    }
  }

  private static boolean isThere(RunningJvm jvm) throws IOException, UnreachableJvmException {
    try {
      jvm.command("status");
      return true;
    } catch (CommandFailedException none) {
      return false;
    }
  }
}
