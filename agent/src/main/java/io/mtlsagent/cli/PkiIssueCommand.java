package io.mtlsagent.cli;

import io.mtlsagent.cli.pki.AuthorityDirectory;
import io.mtlsagent.cli.pki.IssueOptions;
import io.mtlsagent.cli.pki.KeyType;
import io.mtlsagent.policy.Role;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Issues a certificate. */
@Command(
    name = "issue",
    description = "Issue a certificate with a fresh key: NAME.crt (with its chain) and NAME.key.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  pki issue pki server",
      "  pki issue pki shop.example --server --san dns:shop.example --san ip:10.0.0.7",
      "  pki issue pki alice --client --subject CN=alice,O=zoo --p12 --password secret",
      "  pki issue pki late --client --expired"
    })
final class PkiIssueCommand extends DocumentedCommand {

  @Parameters(index = "0", paramLabel = "DIR", description = "The directory of the authority.")
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  @Parameters(
      index = "1",
      paramLabel = "NAME",
      description = "Name of the files, and common name of the subject.")
  private String name = "";

  @Option(names = "--client", description = "For clients alone (default: for both roles).")
  private boolean client;

  @Option(names = "--server", description = "For servers alone (default: for both roles).")
  private boolean server;

  @Option(
      names = "--san",
      paramLabel = "NAME",
      split = ",",
      description = {
        "Alternative names: dns:HOST, ip:ADDRESS, uri:URI, email:ADDRESS"
            + " (default for servers: localhost, 127.0.0.1, ::1, and NAME if it has a dot)."
      })
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--subject",
      paramLabel = "DN",
      description = "Whole subject, such as CN=alice,O=zoo (default: CN=NAME).")
  private @Nullable String subject;

  @Option(
      names = "--days",
      paramLabel = "N",
      defaultValue = "365",
      description = "Days that the certificate lasts (default: ${DEFAULT-VALUE}).")
  private int days;

  @Option(
      names = "--not-before",
      paramLabel = "TIME",
      description = "First moment, such as 2026-01-31 or 2026-01-31T12:00:00Z.")
  private @Nullable String notBefore;

  @Option(
      names = "--not-after",
      paramLabel = "TIME",
      description = "Last moment, instead of --days.")
  private @Nullable String notAfter;

  @Option(names = "--expired", description = "Make one that ended yesterday, for tests.")
  private boolean expired;

  @Option(
      names = "--key-type",
      paramLabel = "TYPE",
      defaultValue = "ec",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private KeyType keyType = KeyType.EC;

  @Option(
      names = "--password",
      paramLabel = "SECRET",
      description = "Encrypt NAME.key, and NAME.p12, with this.")
  private @Nullable String password;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "The same, from the first line of a file.")
  private @Nullable Path passwordFile;

  @Option(names = "--p12", description = "Make a key store NAME.p12 too; needs a password.")
  private boolean keyStore;

  @Option(
      names = "--crl-url",
      paramLabel = "URL",
      description = "Name the place of the revocation list in the certificate.")
  private @Nullable String crlUrl;

  @Option(names = "--renew", description = "Replace the files of a certificate of this name.")
  private boolean renew;

  @Override
  public Integer call() throws Exception {
    char[] secret = secret();
    if (keyStore && secret == null) {
      throw wrongUse("--p12 needs --password or --password-file");
    }
    IssueOptions options =
        new IssueOptions(name)
            .subject(subject)
            .roles(roles())
            .names(names)
            .keyType(keyType)
            .crlUrl(crlUrl)
            .existing(renew ? IssueOptions.Existing.REPLACE : IssueOptions.Existing.KEEP)
            .keyPassword(secret)
            .storePassword(keyStore ? secret : null);
    setDates(options);
    PrintWriter out = out();
    for (Path file : new AuthorityDirectory(directory).issue(options)) {
      out.println(file);
    }
    printConfiguration(out, secret != null);
    return CommandLineInterface.GOOD;
  }

  private void setDates(IssueOptions options) {
    Instant now = Instant.now();
    if (expired) {
      options.valid(now.minus(Duration.ofDays(30)), now.minus(Duration.ofDays(1)));
      return;
    }
    Instant from = notBefore == null ? null : time("--not-before", notBefore);
    Instant start = from == null ? now : from;
    options.valid(
        from, notAfter == null ? start.plus(Duration.ofDays(days)) : time("--not-after", notAfter));
  }

  private Instant time(String option, String text) {
    try {
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
          : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw wrongUse(
          option + ": \"" + text + "\" is no time such as 2026-01-31 or 2026-01-31T12:00:00Z");
    }
  }

  private Set<Role> roles() {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (client || !server) {
      roles.add(Role.CLIENT);
    }
    if (server || !client) {
      roles.add(Role.SERVER);
    }
    return roles;
  }

  private char @Nullable [] secret() throws Exception {
    if (password != null && passwordFile != null) {
      throw wrongUse("--password and --password-file exclude each other");
    }
    String secret = password;
    if (passwordFile != null) {
      List<String> lines = Files.readAllLines(passwordFile);
      secret = lines.isEmpty() ? "" : lines.get(0);
    }
    if (secret != null && secret.isEmpty()) {
      throw wrongUse("the password is empty");
    }
    return secret == null ? null : secret.toCharArray();
  }

  private void printConfiguration(PrintWriter out, boolean encrypted) {
    out.println();
    out.println("For the configuration of an application:");
    // Absolute: the configuration may lie anywhere, and its paths are relative to it.
    Path place = directory.toAbsolutePath().normalize();
    out.println("identity.certificate=" + place.resolve(name + ".crt"));
    out.println("identity.key=" + place.resolve(name + ".key"));
    if (encrypted) {
      out.println(
          "identity.key.password=${file:"
              + (passwordFile == null ? "/path/of/the/password" : passwordFile.toAbsolutePath())
              + "}");
    }
    out.println("trust.certificates=" + place.resolve("ca.crt"));
    out.println("revocation.crl=" + place.resolve("*.crl"));
  }
}
