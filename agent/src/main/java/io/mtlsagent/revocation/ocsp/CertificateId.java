package io.mtlsagent.revocation.ocsp;

import io.mtlsagent.der.DerEncoding;
import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How OCSP names a certificate: by its serial number and digests of its issuer's name and key (RFC
 * 6960, section 4.1.1). The digest in our requests is SHA-1, which every responder knows (RFC 5019,
 * section 2.1.1); no signature rests on it.
 */
final class CertificateId {

  private static final String SHA_1 = "1.3.14.3.2.26";
  private static final byte[] NULL = {DerReader.NULL, 0};

  private final byte[] issuerName;
  private final byte[] issuerKey;
  private final BigInteger serial;

  private CertificateId(byte[] issuerName, byte[] issuerKey, BigInteger serial) {
    this.issuerName = issuerName;
    this.issuerKey = issuerKey;
    this.serial = serial;
  }

  static CertificateId of(X509Certificate certificate, X509Certificate issuer)
      throws MalformedDerException {
    return new CertificateId(
        certificate.getIssuerX500Principal().getEncoded(),
        keyBits(issuer.getPublicKey()),
        certificate.getSerialNumber());
  }

  /** The bits of a public key without its algorithm. */
  private static byte[] keyBits(PublicKey key) throws MalformedDerException {
    DerReader info = DerReader.of(key.getEncoded()).enter(DerReader.SEQUENCE);
    info.skip();
    byte[] bits = info.content(DerReader.BIT_STRING);
    return Arrays.copyOfRange(bits, 1, bits.length);
  }

  /** The SHA-1 digest by which a responder names itself by its key (RFC 6960, section 4.2.1). */
  static byte[] keyHash(PublicKey key) throws MalformedDerException {
    return digest("SHA-1", keyBits(key));
  }

  /** The CertID of a request. */
  byte[] encoded() throws MalformedDerException {
    return DerEncoding.sequence(
        DerEncoding.sequence(DerEncoding.oid(SHA_1), NULL),
        DerEncoding.octetString(digest("SHA-1", issuerName)),
        DerEncoding.octetString(digest("SHA-1", issuerKey)),
        DerEncoding.integer(serial));
  }

  /** Whether the content of a CertID names this certificate; reads all of it. */
  boolean isNamedBy(DerReader id) throws MalformedDerException {
    String algorithm = digestName(id.enter(DerReader.SEQUENCE).oid());
    byte[] nameHash = id.content(DerReader.OCTET_STRING);
    byte[] keyHash = id.content(DerReader.OCTET_STRING);
    BigInteger number = id.integer();
    id.finish();
    return algorithm != null
        && number.equals(serial)
        && Arrays.equals(nameHash, digest(algorithm, issuerName))
        && Arrays.equals(keyHash, digest(algorithm, issuerKey));
  }

  private static @Nullable String digestName(String oid) {
    switch (oid) {
      case SHA_1:
        return "SHA-1";
      case "2.16.840.1.101.3.4.2.1":
        return "SHA-256";
      case "2.16.840.1.101.3.4.2.2":
        return "SHA-384";
      case "2.16.840.1.101.3.4.2.3":
        return "SHA-512";
      default:
        return null;
    }
  }

  private static byte[] digest(String algorithm, byte[] bytes) throws MalformedDerException {
    try {
      return MessageDigest.getInstance(algorithm).digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new MalformedDerException("this JVM has no " + algorithm);
    }
  }
}
