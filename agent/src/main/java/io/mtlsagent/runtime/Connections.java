package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.PeerRecorder;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.weaving.WeavingParts;

/** What the agent needs once the application uses TLS. */
final class Connections implements WeavingParts {

  private final InForce inForce;
  private final Reload reload;
  private final AuditLog audit;
  private final StandardErrorLog log;

  Connections(InForce inForce, Reload reload, AuditLog audit, StandardErrorLog log) {
    this.inForce = inForce;
    this.reload = reload;
    this.audit = audit;
    this.log = log;
  }

  @Override
  public Mode mode() {
    return inForce.generation().strictestMode();
  }

  @Override
  public Handshakes handshakes() {
    return new Handshakes(inForce, new PeerRecorder(audit));
  }

  @Override
  public Runnable firstUse() {
    return new Background(audit, inForce, reload, new RevocationWatch(inForce, audit, log));
  }
}
