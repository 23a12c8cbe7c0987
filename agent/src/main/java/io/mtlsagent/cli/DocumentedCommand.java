package io.mtlsagent.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What every command has: help, two streams, and a way to say that it was used wrongly. */
@Command(
    optionListHeading = "%nOptions:%n",
    parameterListHeading = "%n",
    sortOptions = false,
    usageHelpAutoWidth = true)
abstract class DocumentedCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init")
  private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      order = 100,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean help;

  /** For what was asked for. */
  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  /** For everything else. */
  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** An error that ends with exit status 2 and a pointer to the help. */
  final ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
