package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.authorization.UserRules;
import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.HostNameCheck;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.PeerRecorder;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.weaving.WeavingParts;
import org.jspecify.annotations.Nullable;

/**
 * What the agent needs once the application uses TLS, made then of what was read and checked at
 * start.
 */
final class Connections implements WeavingParts {

  private final Configuration configuration;
  private final Material material;
  private final UserRules userRules;
  private final AuditLog audit;
  private final StandardErrorLog log;
  private @Nullable Handshakes handshakes;

  Connections(
      Configuration configuration,
      Material material,
      UserRules userRules,
      AuditLog audit,
      StandardErrorLog log) {
    this.configuration = configuration;
    this.material = material;
    this.userRules = userRules;
    this.audit = audit;
    this.log = log;
  }

  @Override
  public Mode mode() {
    return configuration.mode();
  }

  @Override
  public synchronized Handshakes handshakes() {
    Handshakes known = handshakes;
    if (known == null) {
      ConfiguredEndpoints endpoints =
          new ConfiguredEndpoints(
              endpoint(), configuration.serverScope(), configuration.clientScope());
      known = new Handshakes(endpoints, new PeerRecorder(audit));
      handshakes = known;
    }
    return known;
  }

  @Override
  public Runnable firstUse() {
    Background background =
        new Background(
            audit,
            log,
            new CrlWatch(configuration, material.crls(), audit, log),
            handshakes().openConnections(),
            configuration.reloadInterval());
    RevocationReport report = new RevocationReport(audit, log);
    report.onUpdate(background::wake);
    material.remote().report(report);
    return background;
  }

  private Endpoint endpoint() {
    return Endpoint.named("default")
        .mode(configuration.mode())
        .identity(material.identity())
        .verifier(material.newVerifier())
        .verifiesHostNames(configuration.verifyHostname() == HostNameCheck.ALWAYS)
        .userRules(userRules)
        .requiresUser(configuration.user().isRequired())
        .closesOpenConnections(configuration.revocation().closesOpenConnections())
        .protocols(configuration.tls().protocols())
        .cipherSuites(configuration.tls().ciphers())
        .build();
  }
}
