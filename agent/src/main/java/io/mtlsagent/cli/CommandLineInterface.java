package io.mtlsagent.cli;

import io.mtlsagent.cli.pki.PkiException;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.runtime.AgentVersion;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The commands of {@code java -jar mtls-agent.jar}. */
@Command(
    name = "mtls-agent",
    description = {
      "Mutual TLS for unmodified JVM applications.",
      "",
      "As an agent: java -javaagent:mtls-agent.jar=CONFIG -jar application.jar"
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footer = {"", "Exit status: 0 good, 1 a finding or a failure, 2 wrong use."},
    subcommands = {
      CheckCommand.class,
      ExplainCommand.class,
      VerifyCommand.class,
      ReportCommand.class,
      ProbeCommand.class,
      AttachCommand.class,
      StatusCommand.class,
      ModeCommand.class,
      PkiCommand.class
    },
    versionProvider = CommandLineInterface.Version.class)
public final class CommandLineInterface extends DocumentedCommand {

  /** All is well. */
  public static final int GOOD = 0;

  /** The command found, or met with, something that is not well. */
  public static final int FINDING = 1;

  /** The command was not given what it needs. */
  public static final int WRONG_USE = 2;

  private static final String PREFIX = "[mtls-agent] ";

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      order = 101,
      description = "Show the version of this jar.")
  @SuppressWarnings("UnusedVariable") // picocli acts on it
  private boolean version;

  private CommandLineInterface() {}

  /** What {@code --version} prints. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"mtls-agent " + AgentVersion.own()};
    }
  }

  /**
   * Runs a command.
   *
   * @param out for what was asked for
   * @param err for everything else
   * @return the exit status
   */
  public static int run(String[] args, PrintStream out, PrintStream err) {
    CommandLine line = new CommandLine(new CommandLineInterface());
    line.setOut(printer(out));
    line.setErr(printer(err));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((problem, given) -> explain(problem));
    line.setExecutionExceptionHandler((problem, failed, given) -> explain(problem, failed));
    return line.execute(args);
  }

  @Override
  public Integer call() {
    throw wrongUse("a command is missing");
  }

  /** In the charset that a PrintStream has, as far as Java 8 tells. */
  private static PrintWriter printer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, Charset.defaultCharset()), true);
  }

  private static int explain(ParameterException problem) {
    CommandLine failed = problem.getCommandLine();
    PrintWriter err = failed.getErr();
    err.println(PREFIX + problem.getMessage());
    if (problem instanceof UnmatchedArgumentException) {
      for (String suggestion : ((UnmatchedArgumentException) problem).getSuggestions()) {
        err.println(PREFIX + "Did you mean: " + suggestion);
      }
    }
    err.println(PREFIX + "See: " + failed.getCommandSpec().qualifiedName() + " --help");
    return WRONG_USE;
  }

  private static int explain(Exception problem, CommandLine failed) {
    if (problem instanceof PkiException || problem instanceof ConfigurationException) {
      failed.getErr().println(PREFIX + problem.getMessage());
      return WRONG_USE;
    }
    failed.getErr().println(PREFIX + failed.getCommandName() + " failed: " + problem);
    return FINDING;
  }
}
