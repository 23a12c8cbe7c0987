package io.mtlsagent.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what a running agent knows of itself. */
@Command(
    name = "status",
    description = {
      "Show what the agent in a running JVM knows of itself.",
      "Mode, endpoints, TLS stacks and whether they are covered, peers by decision, revocation data,"
          + " audit log."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  status 4242", "  status 4242 --prometheus"})
final class StatusCommand extends DocumentedCommand {

  @Parameters(paramLabel = "PID", description = "The process id of the JVM.")
  @SuppressWarnings("NullAway.Init")
  private String pid;

  @Option(names = "--prometheus", description = "As metrics in Prometheus's text format.")
  private boolean prometheus;

  @Override
  public Integer call() throws IOException {
    try {
      out().print(RunningJvm.of(pid, this).command(prometheus ? "prometheus" : "status"));
      out().flush();
      return CommandLineInterface.GOOD;
    } catch (UnreachableJvmException | CommandFailedException e) {
      err().println("[mtls-agent] " + e.getMessage());
      return CommandLineInterface.FINDING;
    }
  }
}
