package io.mtlsagent.policy;

/** What follows when the revocation status of a certificate is not known to be good. */
public enum RevocationPolicy {
  /** The status must be known to be good. */
  STRICT,
  /**
   * As {@link #STRICT} where the certificate names a source or a local list of its issuer exists.
   */
  ADVERTISED,
  /** Only a certificate that is known to be revoked is refused. */
  SOFT_FAIL,
  /** Revocation is not looked at. */
  OFF;

  /** The name in the configuration. */
  public String wireName() {
    return WireName.of(this);
  }
}
