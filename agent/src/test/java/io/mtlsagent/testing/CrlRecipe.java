package io.mtlsagent.testing;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A revocation list in the making. */
public final class CrlRecipe {

  private record Entry(BigInteger serial, Extensions extensions) {}

  private record Added(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {}

  private final Pki issuer;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Added> extensions = new ArrayList<>();
  private KeyPair key;
  private String algorithm;
  private Instant thisUpdate = Instant.now().minusSeconds(60);
  private Instant nextUpdate = Instant.now().plusSeconds(3600);

  private CrlRecipe(Pki issuer) {
    this.issuer = issuer;
    this.key = issuer.authority().key();
    this.algorithm = Keys.signatureAlgorithm(key.getPrivate());
  }

  public static CrlRecipe of(Pki issuer) {
    return new CrlRecipe(issuer);
  }

  public CrlRecipe dated(Instant from, Instant to) {
    this.thisUpdate = from;
    this.nextUpdate = to;
    return this;
  }

  public CrlRecipe number(long number) {
    return extension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
  }

  public CrlRecipe delta(long base) {
    return extension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.valueOf(base)));
  }

  /** Names where its delta lists are. */
  public CrlRecipe freshest(String uri) {
    return extension(Extension.freshestCRL, false, CertificateRecipe.point(uri));
  }

  public CrlRecipe scope(IssuingDistributionPoint point) {
    return extension(Extension.issuingDistributionPoint, true, point);
  }

  public CrlRecipe extension(ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    extensions.add(new Added(oid, critical, value));
    return this;
  }

  public CrlRecipe revoke(BigInteger serial) {
    return revoke(serial, 1);
  }

  public CrlRecipe revoke(BigInteger serial, int reason) {
    return entry(serial, Extension.reasonCode, false, CRLReason.lookup(reason));
  }

  public CrlRecipe entry(
      BigInteger serial, ASN1ObjectIdentifier oid, boolean critical, ASN1Encodable value) {
    try {
      ExtensionsGenerator generator = new ExtensionsGenerator();
      generator.addExtension(oid, critical, value);
      entries.add(new Entry(serial, generator.generate()));
      return this;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  public CrlRecipe entryOf(Pki other, BigInteger serial) {
    return entry(
        serial,
        Extension.certificateIssuer,
        true,
        new GeneralNames(
            new GeneralName(
                X500Name.getInstance(other.certificate().getSubjectX500Principal().getEncoded()))));
  }

  public CrlRecipe signedWith(String other) {
    this.algorithm = other;
    return this;
  }

  public CrlRecipe signedBy(KeyPair other) {
    this.key = other;
    this.algorithm = Keys.signatureAlgorithm(other.getPrivate());
    return this;
  }

  public byte[] der() {
    try {
      X500Name name =
          X500Name.getInstance(issuer.certificate().getSubjectX500Principal().getEncoded());
      X509v2CRLBuilder builder = new X509v2CRLBuilder(name, Date.from(thisUpdate));
      if (nextUpdate != null) {
        builder.setNextUpdate(Date.from(nextUpdate));
      }
      for (Entry entry : entries) {
        builder.addCRLEntry(entry.serial(), Date.from(thisUpdate), entry.extensions());
      }
      for (Added added : extensions) {
        builder.addExtension(added.oid(), added.critical(), added.value());
      }
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils()
              .createAuthorityKeyIdentifier(issuer.certificate().getPublicKey()));
      return builder
          .build(
              algorithm.equals("RSASSA-PSS")
                  ? new PssSigner(key.getPrivate())
                  : new JcaContentSignerBuilder(algorithm).build(key.getPrivate()))
          .getEncoded();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public String pem() {
    return "-----BEGIN X509 CRL-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der())
        + "\n-----END X509 CRL-----\n";
  }

  public File in(Path directory, String name) {
    return write(directory, name, der());
  }

  public File pemIn(Path directory, String name) {
    return write(directory, name, pem().getBytes(StandardCharsets.US_ASCII));
  }

  public static File write(Path directory, String name, byte[] bytes) {
    try {
      return Files.write(directory.resolve(name), bytes).toFile();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** RSASSA-PSS with SHA-256, which Bouncy Castle signs with its own provider only. */
  private static final class PssSigner implements ContentSigner {

    private final java.security.Signature signature;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();

    PssSigner(PrivateKey key) throws Exception {
      signature = java.security.Signature.getInstance("RSASSA-PSS");
      signature.setParameter(
          new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
      signature.initSign(key);
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      try {
        return new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_RSASSA_PSS,
            ASN1Primitive.fromByteArray(signature.getParameters().getEncoded()));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public OutputStream getOutputStream() {
      return content;
    }

    @Override
    public byte[] getSignature() {
      try {
        signature.update(content.toByteArray());
        return signature.sign();
      } catch (java.security.SignatureException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
