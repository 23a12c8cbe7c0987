package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.HostNameCheck;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.PeerRecorder;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.weaving.WeavingParts;

/**
 * What the agent needs once the application uses TLS, made then of what was read and checked at
 * start.
 */
final class Connections implements WeavingParts {

  private final Configuration configuration;
  private final Material material;
  private final PeerRules rules;
  private final AuditLog audit;
  private final StandardErrorLog log;

  Connections(
      Configuration configuration,
      Material material,
      PeerRules rules,
      AuditLog audit,
      StandardErrorLog log) {
    this.configuration = configuration;
    this.material = material;
    this.rules = rules;
    this.audit = audit;
    this.log = log;
  }

  @Override
  public Mode mode() {
    return configuration.mode();
  }

  @Override
  public Handshakes handshakes() {
    return new Handshakes(endpoints(configuration, material, rules), new PeerRecorder(audit));
  }

  @Override
  public Runnable firstUse() {
    return new Background(
        audit,
        new CrlWatch(configuration, material.crls(), audit, log),
        configuration.reloadInterval());
  }

  /** Which rule holds for which connection. */
  static ConfiguredEndpoints endpoints(
      Configuration configuration, Material material, PeerRules rules) {
    return new ConfiguredEndpoints(
        endpoint(configuration, material, rules),
        configuration.serverScope(),
        configuration.clientScope());
  }

  private static Endpoint endpoint(
      Configuration configuration, Material material, PeerRules rules) {
    return Endpoint.named("default")
        .mode(configuration.mode())
        .identity(material.identity())
        .verifier(material.newVerifier())
        .verifiesHostNames(configuration.verifyHostname() == HostNameCheck.ALWAYS)
        .userRules(rules.users())
        .requiresUser(configuration.user().isRequired())
        .clients(rules.clients())
        .servers(rules.servers())
        .protocols(configuration.tls().protocols())
        .cipherSuites(configuration.tls().ciphers())
        .build();
  }
}
