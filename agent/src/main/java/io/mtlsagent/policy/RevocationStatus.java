package io.mtlsagent.policy;

/** What is known about the revocation of a certificate: {@code mtls.revocation.status}. */
public enum RevocationStatus {
  GOOD,
  REVOKED,
  /** A status is demanded and cannot be had. */
  UNKNOWN,
  /** No source is named and none is configured. */
  NOT_AVAILABLE,
  /** Good by an answer past its nextUpdate, within {@code revocation.grace}. */
  STALE,
  /** Of so short a life that no status is asked for. */
  SHORT_LIVED,
  /** Not looked at. */
  OFF;

  /** The name in the audit log. */
  public String wireName() {
    return WireName.of(this);
  }
}
