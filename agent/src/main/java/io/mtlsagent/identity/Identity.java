package io.mtlsagent.identity;

import io.mtlsagent.pem.Fingerprint;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Our own private key and the certificates that speak for it; they belong together. */
public final class Identity {

  private final PrivateKey privateKey;
  private final X509Certificate[] chain;
  private final String keyAlgorithm;
  private final Fingerprint fingerprint;
  private final List<String> notes;

  Identity(PrivateKey privateKey, CertificateChain chain, Fingerprint fingerprint) {
    this.privateKey = Objects.requireNonNull(privateKey, "privateKey");
    this.chain = chain.certificates();
    this.keyAlgorithm = KeyAlgorithm.nameOf(certificate().getPublicKey());
    this.fingerprint = fingerprint;
    this.notes = chain.notes();
  }

  /** The key; one in a token (PKCS#11) does not show its number. */
  public PrivateKey privateKey() {
    return privateKey;
  }

  /** What a TLS peer is sent: our certificate first, then its issuers, without the root. */
  public X509Certificate[] chain() {
    return chain.clone();
  }

  /** Our own certificate. */
  public X509Certificate certificate() {
    return chain[0];
  }

  /** The key's kind by the name that JSSE asks for: RSA, RSASSA-PSS, EC or EdDSA. */
  public String keyAlgorithm() {
    return keyAlgorithm;
  }

  /**
   * Whether a certificate of the chain was issued by one of the authorities that the peer named
   * (RFC 8446, section 4.2.4); one that names none takes any.
   */
  public boolean isIssuedByOneOf(Principal @Nullable [] authorities) {
    if (authorities == null || authorities.length == 0) {
      return true;
    }
    for (X509Certificate certificate : chain) {
      for (Principal authority : authorities) {
        if (certificate.getIssuerX500Principal().equals(authority)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What the files held that this identity was read from. */
  public Fingerprint fingerprint() {
    return fingerprint;
  }

  /**
   * What is odd about the identity, yet no reason to refuse it, in sentences for people: dropped
   * certificates, dates, a usage that fits one role only.
   *
   * @param now the time at which dates are judged
   */
  public List<String> warnings(Date now) {
    List<String> warnings = new ArrayList<>(notes);
    OwnCertificateCheck.addWarnings(certificate(), now, warnings);
    return warnings;
  }

  /** Those of the warnings that are about the certificate's dates: expired, or soon to be. */
  public List<String> validityWarnings(Date now) {
    List<String> warnings = new ArrayList<>();
    OwnCertificateCheck.addValidity(certificate(), now, warnings);
    return warnings;
  }

  /** Names the certificate, never the key. */
  @Override
  public String toString() {
    return "Identity of "
        + certificate().getSubjectX500Principal()
        + " ("
        + keyAlgorithm
        + ", chain of "
        + chain.length
        + ")";
  }
}
