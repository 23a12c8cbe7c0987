package io.mtlsagent.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/** A certificate in the making; every part has a sensible default. */
public final class CertificateRecipe {

  private record Added(ASN1ObjectIdentifier oid, boolean critical, byte[] encoded) {}

  private final @Nullable Issued issuer;
  private final List<X509Certificate> intermediates;
  private final X500Name subject;
  private final List<GeneralName> names = new ArrayList<>();
  private final List<Added> extensions = new ArrayList<>();
  private KeyPair key;
  private BigInteger serial = new BigInteger(127, new SecureRandom()).add(BigInteger.ONE);
  private Instant notBefore = Instant.now().minus(Duration.ofHours(1));
  private Instant notAfter = Instant.now().plus(Duration.ofDays(30));
  private boolean authority;
  private @Nullable Integer keyUsage;
  private @Nullable String signatureAlgorithm;

  CertificateRecipe(
      @Nullable Issued issuer, List<X509Certificate> intermediates, X500Name subject, KeyPair key) {
    this.issuer = issuer;
    this.intermediates = intermediates;
    this.subject = subject;
    this.key = key;
  }

  public CertificateRecipe key(KeyPair own) {
    this.key = own;
    return this;
  }

  public CertificateRecipe serial(BigInteger number) {
    this.serial = number;
    return this;
  }

  public CertificateRecipe valid(Instant from, Instant to) {
    this.notBefore = from;
    this.notAfter = to;
    return this;
  }

  public CertificateRecipe expired() {
    return valid(Instant.now().minus(Duration.ofDays(2)), Instant.now().minus(Duration.ofDays(1)));
  }

  public CertificateRecipe notYetValid() {
    return valid(Instant.now().plus(Duration.ofDays(1)), Instant.now().plus(Duration.ofDays(2)));
  }

  /** A certification authority: basic constraints, keyCertSign and cRLSign. */
  public CertificateRecipe ca() {
    this.authority = true;
    return extension(Extension.basicConstraints, true, new BasicConstraints(true))
        .keyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign);
  }

  public CertificateRecipe forClient() {
    return purposes(KeyPurposeId.id_kp_clientAuth);
  }

  public CertificateRecipe forServer() {
    return purposes(KeyPurposeId.id_kp_serverAuth);
  }

  public CertificateRecipe forBoth() {
    return purposes(KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth);
  }

  public CertificateRecipe purposes(KeyPurposeId... purposes) {
    return extension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purposes));
  }

  /** Bits of {@link KeyUsage}; zero leaves the extension out. */
  public CertificateRecipe keyUsage(int bits) {
    this.keyUsage = bits;
    return this;
  }

  public CertificateRecipe dns(String name) {
    return name(GeneralName.dNSName, name);
  }

  public CertificateRecipe ip(String address) {
    return name(GeneralName.iPAddress, address);
  }

  public CertificateRecipe uri(String uri) {
    return name(GeneralName.uniformResourceIdentifier, uri);
  }

  public CertificateRecipe email(String address) {
    return name(GeneralName.rfc822Name, address);
  }

  /** A subject alternative name of any tag of {@link GeneralName}. */
  public CertificateRecipe name(int tag, String value) {
    names.add(new GeneralName(tag, value));
    return this;
  }

  public CertificateRecipe crlDistributionPoint(String uri) {
    return extension(Extension.cRLDistributionPoints, false, point(uri));
  }

  /** Names where its delta lists are. */
  public CertificateRecipe freshest(String uri) {
    return extension(Extension.freshestCRL, false, point(uri));
  }

  static CRLDistPoint point(String uri) {
    GeneralNames at = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, uri));
    return new CRLDistPoint(
        new DistributionPoint[] {new DistributionPoint(new DistributionPointName(at), null, null)});
  }

  public CertificateRecipe signedWith(String algorithm) {
    this.signatureAlgorithm = algorithm;
    return this;
  }

  /** Any extension; what is added last stands last. */
  public CertificateRecipe extension(
      ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    try {
      return extension(oid, critical, value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Any extension by its bytes, which need not be DER. */
  public CertificateRecipe extension(ASN1ObjectIdentifier oid, boolean critical, byte[] encoded) {
    extensions.add(new Added(oid, critical, encoded.clone()));
    return this;
  }

  /** Signs the certificate. */
  public Issued make() {
    try {
      X500Name issuerName =
          issuer == null
              ? subject
              : X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
      KeyPair signer = issuer == null ? key : issuer.key();
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
              issuerName,
              serial,
              Date.from(notBefore),
              Date.from(notAfter),
              subject,
              key.getPublic());
      addExtensions(builder, signer);
      String algorithm =
          signatureAlgorithm == null
              ? Keys.signatureAlgorithm(signer.getPrivate())
              : signatureAlgorithm;
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
      return new Issued(certificate, key, intermediates);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private void addExtensions(X509v3CertificateBuilder builder, KeyPair signer) throws Exception {
    JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        identifiers.createSubjectKeyIdentifier(key.getPublic()));
    if (issuer != null) {
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          identifiers.createAuthorityKeyIdentifier(signer.getPublic()));
    }
    int usage = keyUsage == null ? (authority ? 0 : KeyUsage.digitalSignature) : keyUsage;
    if (usage != 0) {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
    }
    if (!names.isEmpty()) {
      builder.addExtension(
          Extension.subjectAlternativeName,
          false,
          new GeneralNames(names.toArray(new GeneralName[0])));
    }
    for (Added added : extensions) {
      builder.addExtension(added.oid(), added.critical(), added.encoded());
    }
  }
}
