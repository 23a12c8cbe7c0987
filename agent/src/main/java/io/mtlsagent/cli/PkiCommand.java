package io.mtlsagent.cli;

import picocli.CommandLine.Command;

/** The commands for a small authority. */
@Command(
    name = "pki",
    description = "A small certification authority, for development and tests.",
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    footerHeading = "%nExample:%n",
    footer = {
      "  pki init pki",
      "  pki issue pki server",
      "  pki issue pki alice --client",
      "  pki revoke pki alice",
      "",
      "An application with the server's certificate then has in its configuration:",
      "  identity.certificate=pki/server.crt",
      "  identity.key=pki/server.key",
      "  trust.certificates=pki/ca.crt",
      "  revocation.crl=pki/ca.crl"
    },
    subcommands = {
      PkiInitCommand.class,
      PkiIssueCommand.class,
      PkiRevokeCommand.class,
      PkiCrlCommand.class
    })
final class PkiCommand extends DocumentedCommand {

  @Override
  public Integer call() {
    throw wrongUse("a command is missing: init, issue, revoke or crl");
  }
}
