package io.mtlsagent.audit;

/** {@code mtls.decision}: what the agent decided on a peer. */
public enum AuditDecision {
  ACCEPTED("accepted"),
  REJECTED("rejected"),
  /** Our check failed, in a mode that refuses nobody. */
  WOULD_REJECT("would-reject");

  private final String wireName;

  AuditDecision(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the audit log. */
  public String wireName() {
    return wireName;
  }
}
