package io.mtlsagent.cli;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Changes the mode of a running agent. */
@Command(
    name = "mode",
    description = {
      "Change the mode of the agent in a running JVM.",
      "It holds until the JVM ends, whatever mode= the configuration says; endpoints that set a mode"
          + " of their own keep it. In enforce, open connections of peers that would be refused are"
          + " closed, unless revocation.close-open=false."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  mode 4242 permissive", "  mode 4242 configured"})
final class ModeCommand extends DocumentedCommand {

  private static final List<String> MODES =
      Arrays.asList("off", "observe", "permissive", "enforce", "configured");

  @Parameters(index = "0", paramLabel = "PID", description = "The process id of the JVM.")
  @SuppressWarnings("NullAway.Init")
  private String pid;

  @Parameters(
      index = "1",
      paramLabel = "MODE",
      description = "off, observe, permissive, enforce; configured for what the file says.")
  @SuppressWarnings("NullAway.Init")
  private String mode;

  @Override
  public Integer call() throws IOException {
    if (!MODES.contains(mode)) {
      throw wrongUse(mode + " is no mode: give one of " + String.join(", ", MODES));
    }
    try {
      out().print(RunningJvm.of(pid, this).command("mode " + mode));
      out().flush();
      return CommandLineInterface.GOOD;
    } catch (UnreachableJvmException | CommandFailedException e) {
      err().println("[mtls-agent] " + e.getMessage());
      return CommandLineInterface.FINDING;
    }
  }
}
