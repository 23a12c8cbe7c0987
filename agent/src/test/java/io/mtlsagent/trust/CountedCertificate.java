package io.mtlsagent.trust;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** A certificate that counts how often its signature is checked; else as the other one. */
final class CountedCertificate extends X509Certificate {

  private static final long serialVersionUID = 1L;

  private final transient X509Certificate other;
  private final transient AtomicInteger checks;

  CountedCertificate(X509Certificate other, AtomicInteger checks) {
    this.other = other;
    this.checks = checks;
  }

  @Override
  public void verify(PublicKey key)
      throws CertificateException,
          NoSuchAlgorithmException,
          InvalidKeyException,
          NoSuchProviderException,
          SignatureException {
    checks.incrementAndGet();
    other.verify(key);
  }

  @Override
  public void verify(PublicKey key, String provider)
      throws CertificateException,
          NoSuchAlgorithmException,
          InvalidKeyException,
          NoSuchProviderException,
          SignatureException {
    checks.incrementAndGet();
    other.verify(key, provider);
  }

  @Override
  public void verify(PublicKey key, @Nullable Provider provider)
      throws CertificateException,
          NoSuchAlgorithmException,
          InvalidKeyException,
          SignatureException {
    checks.incrementAndGet();
    try {
      if (provider == null) {
        other.verify(key);
      } else {
        other.verify(key, provider);
      }
    } catch (CertificateException
        | NoSuchAlgorithmException
        | InvalidKeyException
        | SignatureException e) {
      throw e;
    } catch (GeneralSecurityException e) {
      throw new NoSuchAlgorithmException(e);
    }
  }

  @Override
  public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
    other.checkValidity();
  }

  @Override
  public void checkValidity(Date date)
      throws CertificateExpiredException, CertificateNotYetValidException {
    other.checkValidity(date);
  }

  @Override
  public int getVersion() {
    return other.getVersion();
  }

  @Override
  public BigInteger getSerialNumber() {
    return other.getSerialNumber();
  }

  @Override
  @SuppressWarnings("deprecation")
  public Principal getIssuerDN() {
    return other.getIssuerDN();
  }

  @Override
  @SuppressWarnings("deprecation")
  public Principal getSubjectDN() {
    return other.getSubjectDN();
  }

  @Override
  public X500Principal getIssuerX500Principal() {
    return other.getIssuerX500Principal();
  }

  @Override
  public X500Principal getSubjectX500Principal() {
    return other.getSubjectX500Principal();
  }

  @Override
  public Date getNotBefore() {
    return other.getNotBefore();
  }

  @Override
  public Date getNotAfter() {
    return other.getNotAfter();
  }

  @Override
  public byte[] getTBSCertificate() throws CertificateEncodingException {
    return other.getTBSCertificate();
  }

  @Override
  public byte[] getSignature() {
    return other.getSignature();
  }

  @Override
  public String getSigAlgName() {
    return other.getSigAlgName();
  }

  @Override
  public String getSigAlgOID() {
    return other.getSigAlgOID();
  }

  @Override
  public byte @Nullable [] getSigAlgParams() {
    return other.getSigAlgParams();
  }

  @Override
  public boolean @Nullable [] getIssuerUniqueID() {
    return other.getIssuerUniqueID();
  }

  @Override
  public boolean @Nullable [] getSubjectUniqueID() {
    return other.getSubjectUniqueID();
  }

  @Override
  public boolean @Nullable [] getKeyUsage() {
    return other.getKeyUsage();
  }

  @Override
  public @Nullable List<String> getExtendedKeyUsage() throws CertificateParsingException {
    return other.getExtendedKeyUsage();
  }

  @Override
  public int getBasicConstraints() {
    return other.getBasicConstraints();
  }

  @Override
  public byte[] getEncoded() throws CertificateEncodingException {
    return other.getEncoded();
  }

  @Override
  public PublicKey getPublicKey() {
    return other.getPublicKey();
  }

  @Override
  public String toString() {
    return other.toString();
  }

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    return other.hasUnsupportedCriticalExtension();
  }

  @Override
  public @Nullable Set<String> getCriticalExtensionOIDs() {
    return other.getCriticalExtensionOIDs();
  }

  @Override
  public @Nullable Set<String> getNonCriticalExtensionOIDs() {
    return other.getNonCriticalExtensionOIDs();
  }

  @Override
  public byte @Nullable [] getExtensionValue(String oid) {
    return other.getExtensionValue(oid);
  }
}
