package io.mtlsagent.revocation.ocsp;

import java.security.cert.X509Certificate;

/** A certificate and its issuer: what is asked for, as the key of a map. */
final class OcspQuestion {

  private final X509Certificate certificate;
  private final X509Certificate issuer;
  private final int hash;

  OcspQuestion(X509Certificate certificate, X509Certificate issuer) {
    this.certificate = certificate;
    this.issuer = issuer;
    this.hash =
        31 * certificate.getSerialNumber().hashCode()
            + certificate.getIssuerX500Principal().hashCode();
  }

  X509Certificate certificate() {
    return certificate;
  }

  X509Certificate issuer() {
    return issuer;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OcspQuestion
        && ((OcspQuestion) other).certificate.equals(certificate)
        && ((OcspQuestion) other).issuer.equals(issuer);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
