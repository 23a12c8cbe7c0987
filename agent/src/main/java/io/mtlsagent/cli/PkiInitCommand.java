package io.mtlsagent.cli;

import io.mtlsagent.cli.pki.AuthorityDirectory;
import io.mtlsagent.cli.pki.KeyType;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an authority. */
@Command(
    name = "init",
    description = "Make an authority: its key, its certificate and an empty revocation list.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pki init pki",
      "  pki init pki --name \"zoo ca\" --intermediate --key-type rsa",
    })
final class PkiInitCommand extends DocumentedCommand {

  @Parameters(
      index = "0",
      paramLabel = "DIR",
      description = "Where to put it; made where it is missing.")
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Option(
      names = "--name",
      paramLabel = "CN",
      defaultValue = "mtls-agent development CA",
      description = "Common name of the root (default: ${DEFAULT-VALUE}).")
  private String name = "";

  @Option(
      names = "--key-type",
      paramLabel = "TYPE",
      defaultValue = "ec",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private KeyType keyType = KeyType.EC;

  @Option(
      names = "--intermediate",
      description = "Issue by an intermediate authority below the root.")
  private boolean intermediate;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "3650",
      description = "Days that the authority lasts (default: ${DEFAULT-VALUE}).")
  private int days;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = out();
    for (Path file :
        new AuthorityDirectory(directory)
            .init(name, keyType, intermediate ? 2 : 1, Duration.ofDays(days))) {
      out.println(file);
    }
    out.println();
    out.println("Next, a certificate for an application: pki issue " + directory + " server");
    return CommandLineInterface.GOOD;
  }
}
