package io.mtlsagent.cli;

import io.mtlsagent.cli.probe.AttemptResult;
import io.mtlsagent.cli.probe.Probe;
import io.mtlsagent.cli.probe.ProbeTarget;
import io.mtlsagent.cli.probe.Visitor;
import io.mtlsagent.cli.terminal.VisibleText;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.runtime.OwnMaterial;
import java.io.File;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries whether an endpoint demands and checks client certificates. */
@Command(
    name = "probe",
    description = {
      "Try whether an endpoint demands and checks client certificates.",
      "Connects without a certificate, as a stranger whose authority takes the name of one that the"
          + " endpoint asks for, and, with --config, with the configured identity; in TLS 1.3 and 1.2.",
      "Nothing but handshakes is sent."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  probe orders.example:8443",
      "  probe --config mtls.properties orders.example:8443"
    })
final class ProbeCommand extends DocumentedCommand {

  private static final int MAX_TIMEOUT_SECONDS = 600;
  private static final int MAX_AUTHORITIES = 20;

  @Parameters(paramLabel = "HOST:PORT", description = "The endpoint.")
  @SuppressWarnings("NullAway.Init")
  private String endpoint;

  @Option(
      names = "--config",
      paramLabel = "CONFIG",
      description = "A configuration whose identity is tried, and by which the server is judged.")
  private @Nullable File configuration;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = {
        "How long each step may take, and how long a refusal is waited for: TLS 1.3 servers refuse"
            + " after the handshake (default: ${DEFAULT-VALUE})."
      })
  private int timeout = 5;

  @Override
  public Integer call() throws Exception {
    if (timeout < 1 || timeout > MAX_TIMEOUT_SECONDS) {
      throw wrongUse("--timeout must be 1 to " + MAX_TIMEOUT_SECONDS);
    }
    ProbeTarget target = target();
    OwnMaterial own = own(target);
    Probe probe;
    try {
      probe = Probe.of(target, own == null ? null : visitor(own.identity()), timeout * 1000);
    } catch (IOException e) {
      say(target + " cannot be reached: " + e);
      return CommandLineInterface.FINDING;
    }
    List<String> findings = new ArrayList<>(probe.findings());
    say(target.toString());
    attempts(probe);
    server(probe, own, target, findings);
    authorities(probe.authorities());
    for (String finding : findings) {
      say("FINDING: " + finding);
    }
    if (!findings.isEmpty()) {
      return CommandLineInterface.FINDING;
    }
    say("good: the endpoint demands a client certificate and refuses strangers");
    return CommandLineInterface.GOOD;
  }

  private ProbeTarget target() {
    try {
      return ProbeTarget.parse(endpoint);
    } catch (IllegalArgumentException e) {
      throw wrongUse(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable OwnMaterial own(ProbeTarget target) throws Exception {
    if (configuration == null) {
      return null;
    }
    if (!configuration.exists()) {
      throw wrongUse(configuration + " does not exist");
    }
    return OwnMaterial.read(configuration, Overrides.ofThisProcess(), target.host(), target.port());
  }

  private static Visitor visitor(Identity identity) {
    return Visitor.with(
        "as " + name(identity.certificate()), identity.chain(), identity.privateKey());
  }

  private void attempts(Probe probe) {
    String protocol = "";
    for (AttemptResult result : probe.results()) {
      if (!result.protocol().equals(protocol)) {
        protocol = result.protocol();
        say(protocol);
      }
      say("  " + result.visitor() + ": " + result.words());
    }
  }

  private void server(
      Probe probe, @Nullable OwnMaterial own, ProbeTarget target, List<String> findings) {
    List<X509Certificate> chain = probe.serverChain();
    if (chain.isEmpty()) {
      return;
    }
    say("certificates of the server");
    for (X509Certificate certificate : chain) {
      say(
          "  "
              + name(certificate)
              + ", issued by "
              + certificate.getIssuerX500Principal().getName()
              + ", until "
              + certificate.getNotAfter().toInstant());
    }
    if (own == null) {
      say("  whether they may be trusted was not looked at: give --config");
      return;
    }
    Verdict verdict = own.judgeServer(chain, target.host());
    if (verdict.isAccepted()) {
      say("  an agent with this configuration would trust them");
    } else {
      findings.add(
          "an agent with this configuration would refuse the server: " + verdict.rejection().get());
    }
  }

  private void authorities(Set<X500Principal> authorities) {
    int left = MAX_AUTHORITIES;
    if (!authorities.isEmpty()) {
      say("authorities that it names");
    }
    for (X500Principal authority : authorities) {
      if (left == 0) {
        say("  and " + (authorities.size() - MAX_AUTHORITIES) + " more");
        break;
      }
      left--;
      say("  " + authority.getName());
    }
  }

  private static String name(X509Certificate certificate) {
    String name = certificate.getSubjectX500Principal().getName();
    return name.isEmpty() ? "(empty subject)" : name;
  }

  /** Whoever made the server's certificate chose its names. */
  private void say(String line) {
    out().println(VisibleText.of(line));
  }
}
