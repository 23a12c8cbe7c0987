package io.mtlsagent.cli;

import io.mtlsagent.cli.pki.AuthorityDirectory;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs the revocation lists anew. */
@Command(
    name = "crl",
    description = "Sign the revocation list anew, which extends its nextUpdate.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pki crl pki",
      "  pki crl pki --days 7",
      "  pki crl pki --days=-1     (one that is out of date, for tests)"
    })
final class PkiCrlCommand extends DocumentedCommand {

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of the authority.")
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "365",
      description = "Days until the next update (default: ${DEFAULT-VALUE}).")
  private int days;

  @Override
  public Integer call() throws Exception {
    for (Path file : new AuthorityDirectory(directory).refreshLists(Duration.ofDays(days))) {
      out().println(file);
    }
    return CommandLineInterface.GOOD;
  }
}
