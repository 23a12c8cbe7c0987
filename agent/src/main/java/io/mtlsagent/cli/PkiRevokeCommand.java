package io.mtlsagent.cli;

import io.mtlsagent.cli.pki.AuthorityDirectory;
import io.mtlsagent.cli.pki.RevocationReason;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Revokes certificates. */
@Command(
    name = "revoke",
    description = {
      "Revoke the certificates of a name, or that of a serial number, and renew the revocation list.",
      "An agent that reads the list refuses them within its reload.interval."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  pki revoke pki alice",
      "  pki revoke pki alice --reason keyCompromise",
      "  pki revoke pki --serial 6F3A0C5D11E2B7A4"
    })
final class PkiRevokeCommand extends DocumentedCommand {

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of the authority.")
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      arity = "0..1",
      description = "As given to issue; intermediate for the intermediate authority.")
  private @Nullable String name;

  @Option(
      names = "--serial",
      paramLabel = "HEX",
      description = "Serial number, as in certificates.txt, with or without colons.")
  private @Nullable String serial;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      defaultValue = "unspecified",
      converter = ReasonConverter.class,
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private RevocationReason reason = RevocationReason.UNSPECIFIED;

  @Override
  public Integer call() throws Exception {
    AuthorityDirectory authority = new AuthorityDirectory(directory);
    List<String> revoked;
    if (name != null && serial == null) {
      revoked = authority.revoke(name, reason);
    } else if (serial != null && name == null) {
      revoked = authority.revoke(number(serial), reason);
    } else {
      throw wrongUse("give either NAME or --serial");
    }
    if (revoked.isEmpty()) {
      err().println("[mtls-agent] it was revoked before");
      return CommandLineInterface.FINDING;
    }
    for (String number : revoked) {
      out().println("revoked " + number);
    }
    return CommandLineInterface.GOOD;
  }

  private BigInteger number(String hex) {
    try {
      return new BigInteger(hex.replace(":", ""), 16);
    } catch (NumberFormatException e) {
      throw wrongUse("--serial: \"" + hex + "\" is no number in hexadecimal");
    }
  }

  /** By OpenSSL's names, not those of the constants. */
  static final class ReasonConverter implements ITypeConverter<RevocationReason> {
    @Override
    public RevocationReason convert(String text) {
      try {
        return RevocationReason.of(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("\"" + text + "\" is no reason");
      }
    }
  }
}
