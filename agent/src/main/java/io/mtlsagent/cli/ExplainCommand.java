package io.mtlsagent.cli;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.runtime.PeerExplanation;
import java.io.File;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether a peer would be let in, by which rule, and why. */
@Command(
    name = "explain",
    description = {
      "Say whether a peer would be let in, by which rule, and why.",
      "Judges the certificate as an agent with this configuration would in a"
          + " handshake, with the revocation data of now. Possession of the key is not looked at,"
          + " and the verdict is that of mode enforce. Without --port and --host the peer is a client of any of our servers."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  explain config.properties --cert alice.crt",
      "  explain config.properties --cert alice.crt --port 8443",
      "  explain config.properties --cert db.crt --host db.internal:5432"
    })
final class ExplainCommand extends DocumentedCommand {

  private static final int HIGHEST_PORT = 65_535;

  @Parameters(paramLabel = "CONFIG", description = "The configuration file.")
  @SuppressWarnings("NullAway.Init")
  private File configuration;

  @Option(
      names = "--cert",
      paramLabel = "FILE",
      required = true,
      description = "The peer's certificate, then its intermediate CAs; PEM or DER.")
  @SuppressWarnings("NullAway.Init")
  private File certificates;

  @ArgGroup private @Nullable Place place;

  /** Where the peer is met. */
  static final class Place {

    @Option(
        names = "--port",
        paramLabel = "N",
        description = "As a client of our server on this local port.")
    private @Nullable Integer port;

    @Option(
        names = "--host",
        paramLabel = "HOST[:PORT]",
        description = "As a server that we call by this name or address.")
    private @Nullable String host;
  }

  @Override
  public Integer call() throws ConfigurationException {
    for (File file : new File[] {configuration, certificates}) {
      if (!file.isFile()) {
        throw wrongUse(file + " is no file");
      }
    }
    PeerExplanation explanation = explanation(Overrides.ofThisProcess());
    for (String line : explanation.lines()) {
      out().println(printable(line));
    }
    return explanation.isLetIn() ? CommandLineInterface.GOOD : CommandLineInterface.FINDING;
  }

  private PeerExplanation explanation(Overrides overrides) throws ConfigurationException {
    Integer port = place == null ? null : place.port;
    String host = place == null ? null : place.host;
    if (host != null) {
      return ofServer(overrides, host);
    }
    if (port != null && (port < 1 || port > HIGHEST_PORT)) {
      throw wrongUse("--port " + port + " is no port: give a number from 1 to " + HIGHEST_PORT);
    }
    return PeerExplanation.ofClient(
        configuration, overrides, certificates, port == null ? 0 : port);
  }

  /** A name, an address, an IPv6 address in brackets; a port may follow, but for a bare IPv6. */
  private PeerExplanation ofServer(Overrides overrides, String target)
      throws ConfigurationException {
    int colon = target.lastIndexOf(':');
    boolean bareAddress = colon >= 0 && target.indexOf(':') < colon && !target.startsWith("[");
    boolean hasPort = colon >= 0 && !bareAddress && !target.endsWith("]");
    String host = hasPort ? target.substring(0, colon) : target;
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    int port = 0;
    if (hasPort) {
      try {
        port = Integer.parseInt(target.substring(colon + 1));
      } catch (NumberFormatException e) {
        port = -1;
      }
      if (port < 1 || port > HIGHEST_PORT) {
        throw wrongUse("--host " + target + " has no port after its colon");
      }
    }
    if (host.isEmpty()) {
      throw wrongUse("--host " + target + " names no host");
    }
    return PeerExplanation.ofServer(configuration, overrides, certificates, host, port);
  }

  /** Names come from a certificate of unknown origin: nothing of them may steer the terminal. */
  private static String printable(String line) {
    char[] characters = line.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      int type = Character.getType(characters[i]);
      if (type == Character.CONTROL
          || type == Character.FORMAT
          || type == Character.LINE_SEPARATOR
          || type == Character.PARAGRAPH_SEPARATOR) {
        characters[i] = '?';
      }
    }
    return new String(characters);
  }
}
