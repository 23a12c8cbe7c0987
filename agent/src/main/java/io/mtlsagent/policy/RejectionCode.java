package io.mtlsagent.policy;

/**
 * Why a peer is refused: {@code event.code} of the audit log.
 *
 * <p>The constants stand in the order in which they are looked for on a path whose signatures lead
 * to an anchor, so that a certificate with several faults always gets the same code. {@link
 * #NO_CERTIFICATE}, {@link #UNTRUSTED}, {@link #PROTOCOL} and {@link #INTERNAL_ERROR} need no such
 * path.
 */
public enum RejectionCode {
  /** The peer sent no certificate, or an empty list. */
  NO_CERTIFICATE(116, 40),
  /** No path of valid signatures leads to an anchor. */
  UNTRUSTED(48, 48),
  /** A certificate of the path was revoked by its issuer. */
  REVOKED(44, 44),
  /** The notAfter of a certificate of the path is in the past. */
  EXPIRED(45, 45),
  /** The notBefore of a certificate of the path is in the future. */
  NOT_YET_VALID(45, 45),
  /** The policy demands a revocation status, and none can be had. */
  REVOCATION_UNKNOWN(46, 46),
  /** The certificate does not name the host or address that was asked for. */
  NAME_MISMATCH(42, 42),
  /** The certificate is good, but its holder may not connect. */
  NOT_AUTHORIZED(49, 49),
  /** Key usage or extended key usage forbid this use, or the peer shows a CA's certificate. */
  WRONG_USAGE(43, 43),
  /** A key or signature of the path is too weak. */
  WEAK_ALGORITHM(43, 43),
  /** A name of the certificate lies outside what its issuers may certify. */
  NAME_CONSTRAINTS(42, 42),
  /** Any other rule of path validation is broken, or a budget exceeded. */
  PATH_INVALID(42, 42),
  /** The TLS handshake itself failed: version, cipher, CertificateVerify, decoding. */
  PROTOCOL(40, 40),
  /** The agent could not come to a verdict; it never counts as acceptance. */
  INTERNAL_ERROR(80, 80);

  private final int tls13Alert;
  private final int tls12Alert;

  RejectionCode(int tls13Alert, int tls12Alert) {
    this.tls13Alert = tls13Alert;
    this.tls12Alert = tls12Alert;
  }

  /** The name in the audit log, such as {@code name_mismatch}. */
  public String wireName() {
    return WireName.withUnderscores(this);
  }

  /**
   * The number of the TLS alert that tells the peer (RFC 8446, section 6.2).
   *
   * @param tls13 whether TLS 1.3 was negotiated; only it knows certificate_required
   */
  public int alert(boolean tls13) {
    return tls13 ? tls13Alert : tls12Alert;
  }
}
