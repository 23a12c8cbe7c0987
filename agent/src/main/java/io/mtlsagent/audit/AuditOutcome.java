package io.mtlsagent.audit;

/** {@code event.outcome}, with the values that the Elastic Common Schema allows. */
public enum AuditOutcome {
  SUCCESS("success"),
  FAILURE("failure"),
  UNKNOWN("unknown");

  private final String wireName;

  AuditOutcome(String wireName) {
    this.wireName = wireName;
  }

  /** The name in the audit log. */
  public String wireName() {
    return wireName;
  }
}
