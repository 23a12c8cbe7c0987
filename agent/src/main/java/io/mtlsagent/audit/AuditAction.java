package io.mtlsagent.audit;

/** What happened: {@code event.action}, with the outcome that it has unless an event says other. */
public enum AuditAction {
  /** A peer was let in, or would be if the agent had a say ({@code mtls.decision}). */
  PEER_ACCEPTED("peer-accepted", AuditOutcome.SUCCESS),
  /** A peer was turned away. */
  PEER_REJECTED("peer-rejected", AuditOutcome.FAILURE),
  AGENT_STARTED("agent-started", AuditOutcome.SUCCESS),
  AGENT_STOPPED("agent-stopped", AuditOutcome.SUCCESS),
  /** Changed configuration or material is in force. */
  CONFIG_RELOADED("config-reloaded", AuditOutcome.SUCCESS),
  /** Changed configuration or material is broken; the last good one stays in force. */
  CONFIG_REFUSED("config-refused", AuditOutcome.FAILURE),
  MODE_CHANGED("mode-changed", AuditOutcome.SUCCESS),
  /** The peer sent a fatal alert after we had accepted it. */
  CONNECTION_REFUSED_BY_PEER("connection-refused-by-peer", AuditOutcome.FAILURE),
  /** Newer revocation data is in force. */
  REVOCATION_UPDATED("revocation-updated", AuditOutcome.SUCCESS),
  /** Revocation data is past its nextUpdate and no newer can be had. */
  REVOCATION_STALE("revocation-stale", AuditOutcome.FAILURE),
  /** An open connection was closed because its peer may no longer connect. */
  CONNECTION_REVOKED("connection-revoked", AuditOutcome.SUCCESS),
  /** The application uses a TLS stack that the agent does not reach. */
  TLS_UNCOVERED("tls-uncovered", AuditOutcome.FAILURE),
  /** Events could not be written and are lost. */
  AUDIT_DROPPED("audit-dropped", AuditOutcome.FAILURE),
  /** A certificate in use expires soon, or has expired. */
  CERTIFICATE_EXPIRING("certificate-expiring", AuditOutcome.UNKNOWN);

  private final String wireName;
  private final AuditOutcome outcome;

  AuditAction(String wireName, AuditOutcome outcome) {
    this.wireName = wireName;
    this.outcome = outcome;
  }

  /** The name in the audit log, such as {@code peer-accepted}. */
  public String wireName() {
    return wireName;
  }

  /** The outcome of an event that does not state its own. */
  public AuditOutcome usualOutcome() {
    return outcome;
  }
}
