package io.mtlsagent.cli.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509ExtensionUtils;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.bc.BcX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** An authority's name and key, which sign certificates and revocation lists (RFC 5280). */
final class Issuer {

  private final X500Principal name;
  private final SubjectPublicKeyInfo publicKey;
  private final PrivateKey privateKey;

  Issuer(X500Principal name, PublicKey publicKey, PrivateKey privateKey) {
    this.name = name;
    this.publicKey = SubjectPublicKeyInfo.getInstance(publicKey.getEncoded());
    this.privateKey = privateKey;
  }

  static Issuer of(X509Certificate certificate, PrivateKey privateKey) {
    return new Issuer(
        certificate.getSubjectX500Principal(), certificate.getPublicKey(), privateKey);
  }

  X509Certificate sign(NewCertificate wanted, BigInteger serial)
      throws GeneralSecurityException, IOException, PkiException {
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(wanted.key().getEncoded());
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            bouncy(name),
            serial,
            wanted.notBefore(),
            wanted.notAfter(),
            bouncy(wanted.subject()),
            key);
    X509ExtensionUtils identifiers = new BcX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier, false, identifiers.createSubjectKeyIdentifier(key));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        identifiers.createAuthorityKeyIdentifier(publicKey));
    builder.addExtension(
        Extension.basicConstraints, true, new BasicConstraints(wanted.isAuthority()));
    builder.addExtension(Extension.keyUsage, true, keyUsage(wanted));
    addPurposes(builder, wanted.purposes());
    if (!wanted.names().isEmpty()) {
      builder.addExtension(
          Extension.subjectAlternativeName, false, AlternativeNames.parse(wanted.names()));
    }
    addCrlUrl(builder, wanted.crlUrl());
    return new JcaX509CertificateConverter().getCertificate(builder.build(signer()));
  }

  X509CRL revocationList(
      List<Register.Entry> revoked, BigInteger number, Date thisUpdate, Date nextUpdate)
      throws GeneralSecurityException, IOException {
    X509v2CRLBuilder builder = new X509v2CRLBuilder(bouncy(name), thisUpdate);
    builder.setNextUpdate(nextUpdate);
    for (Register.Entry entry : revoked) {
      builder.addCRLEntry(entry.serial(), Date.from(entry.revokedAt()), entry.reason().code());
    }
    builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new BcX509ExtensionUtils().createAuthorityKeyIdentifier(publicKey));
    return new JcaX509CRLConverter().getCRL(builder.build(signer()));
  }

  private static KeyUsage keyUsage(NewCertificate wanted) {
    if (wanted.isAuthority()) {
      return new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }
    // RSA key exchange of TLS 1.2 wants the latter.
    return new KeyUsage(
        wanted.key().getAlgorithm().equals("RSA")
            ? KeyUsage.digitalSignature | KeyUsage.keyEncipherment
            : KeyUsage.digitalSignature);
  }

  private static void addPurposes(
      X509v3CertificateBuilder builder, @Nullable List<KeyPurposeId> purposes) throws IOException {
    if (purposes != null) {
      builder.addExtension(
          Extension.extendedKeyUsage,
          false,
          new ExtendedKeyUsage(purposes.toArray(new KeyPurposeId[0])));
    }
  }

  private static void addCrlUrl(X509v3CertificateBuilder builder, @Nullable String url)
      throws IOException {
    if (url != null) {
      GeneralName at = new GeneralName(GeneralName.uniformResourceIdentifier, url);
      DistributionPoint point =
          new DistributionPoint(new DistributionPointName(new GeneralNames(at)), null, null);
      builder.addExtension(
          Extension.cRLDistributionPoints,
          false,
          new CRLDistPoint(new DistributionPoint[] {point}));
    }
  }

  private ContentSigner signer() throws GeneralSecurityException {
    try {
      return new JcaContentSignerBuilder(KeyType.signatureAlgorithm(privateKey)).build(privateKey);
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  private static X500Name bouncy(X500Principal principal) {
    return X500Name.getInstance(principal.getEncoded());
  }
}
