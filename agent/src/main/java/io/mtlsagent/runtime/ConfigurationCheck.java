package io.mtlsagent.runtime;

import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.config.TlsSettings;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.trust.ExpectedName;
import java.io.File;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/** What an agent would make of a configuration, found out without one. */
public final class ConfigurationCheck {

  private final List<String> facts = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();
  private final List<String> findings = new ArrayList<>();

  private ConfigurationCheck() {}

  /**
   * Reads a configuration and all that it names.
   *
   * @throws ConfigurationException for the first mistake that would keep an agent from starting
   */
  public static ConfigurationCheck of(File file, Overrides overrides)
      throws ConfigurationException {
    Configuration configuration = Configuration.load(file, overrides);
    Clock clock = Clock.systemUTC();
    Generation generation = new GenerationReader(clock).read(configuration, null);
    ConfigurationCheck check = new ConfigurationCheck();
    check.facts.add("mode " + configuration.mode().wireName());
    check.warnings.addAll(configuration.warnings());
    check.lookAtSuites(configuration.tls());
    for (EndpointRule rule : generation.rules()) {
      Material material = rule.material();
      if (material != null) {
        check.look(configuration, rule, material);
      }
    }
    check.warnings.addAll(Surprises.of(generation, Date.from(clock.instant())));
    return check;
  }

  /** What is in force, a line each. */
  public List<String> facts() {
    return Collections.unmodifiableList(facts);
  }

  /** What is allowed and yet surprises. */
  public List<String> warnings() {
    return Collections.unmodifiableList(warnings);
  }

  /** What makes the configuration useless although an agent would start with it. */
  public List<String> findings() {
    return Collections.unmodifiableList(findings);
  }

  private void look(Configuration configuration, EndpointRule rule, Material material) {
    if (rule.settings().isNamed()) {
      facts.add("endpoint " + rule.name() + ": mode " + rule.mode().wireName());
    }
    Identity identity = material.identity();
    facts.add("identity " + identity.certificate().getSubjectX500Principal().getName());
    facts.add(material.anchors().size() + " trust anchor(s)");
    RevocationPolicy policy = rule.settings().revocation().policy();
    facts.add(
        "revocation "
            + policy.wireName()
            + ", "
            + material.crls().index().lists().size()
            + " revocation list(s)");
    shakeHands(identity, configuration.tls());
    judgeOurselves(material);
  }

  /** One that is misspelt, or that another JVM has. */
  private void lookAtSuites(TlsSettings allowed) {
    try {
      List<String> known =
          Arrays.asList(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
      for (String suite : allowed.ciphers()) {
        if (!known.contains(suite)) {
          warnings.add("tls.ciphers: " + suite + " is no cipher suite of this JVM");
        }
      }
    } catch (GeneralSecurityException e) {
      findings.add("this JVM has no TLS: " + e.getMessage());
    }
  }

  private void shakeHands(Identity identity, TlsSettings allowed) {
    try {
      facts.add("handshake with ourselves: " + SelfHandshake.with(identity, allowed));
    } catch (SSLException | GeneralSecurityException e) {
      findings.add("this JVM cannot shake hands with the identity: " + e.getMessage());
    }
  }

  /** Peers that have the same configuration would think the same of us. */
  private void judgeOurselves(Material material) {
    Verdict asClient = judge(material, Role.SERVER);
    Verdict asServer = judge(material, Role.CLIENT);
    tell("as a client", asClient);
    tell("as a server", asServer);
    if (!asClient.isAccepted() && !asServer.isAccepted()) {
      findings.add("peers with this configuration would refuse our own certificate in both roles");
    }
  }

  private static Verdict judge(Material material, Role theirs) {
    return material
        .verifier()
        .verify(Arrays.asList(material.identity().chain()), theirs, ExpectedName.notChecked());
  }

  private void tell(String part, Verdict verdict) {
    if (verdict.isAccepted()) {
      facts.add("our certificate would be let in " + part);
    } else {
      warnings.add("our certificate would be refused " + part + ": " + verdict.rejection().get());
    }
  }
}
