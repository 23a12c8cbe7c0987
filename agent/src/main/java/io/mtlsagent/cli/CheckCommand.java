package io.mtlsagent.cli;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.runtime.ConfigurationCheck;
import java.io.File;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what an agent would make of a configuration. */
@Command(
    name = "check",
    description = {
      "Say what an agent would make of a configuration.",
      "Reads everything that it names, says what is wrong or surprising, shakes hands with itself"
          + " in memory, and says whether our own certificate would be let in.",
      "Overrides in the environment (MTLS_AGENT_...) count, as they do for the agent."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  check config.properties", "  MTLS_AGENT_PROFILE=prod ... check config.properties"})
final class CheckCommand extends DocumentedCommand {

  @Parameters(paramLabel = "CONFIG", description = "The configuration file.")
  @SuppressWarnings("NullAway.Init")
  private File configuration;

  @Override
  public Integer call() {
    if (!configuration.exists()) {
      throw wrongUse(configuration + " does not exist");
    }
    try {
      ConfigurationCheck check = ConfigurationCheck.of(configuration, Overrides.ofThisProcess());
      for (String fact : check.facts()) {
        out().println(fact);
      }
      for (String warning : check.warnings()) {
        out().println("WARNING: " + warning);
      }
      for (String finding : check.findings()) {
        out().println("ERROR: " + finding);
      }
      if (check.findings().isEmpty()) {
        out().println("good: an agent starts with this configuration");
        return CommandLineInterface.GOOD;
      }
    } catch (ConfigurationException e) {
      out().println("ERROR: " + e.getMessage());
    }
    return CommandLineInterface.FINDING;
  }
}
