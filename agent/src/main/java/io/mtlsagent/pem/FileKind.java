package io.mtlsagent.pem;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Says in words what a file holds, for the errors that found something else than expected. */
public final class FileKind {

  private static final int EXPLICIT_VERSION = 0xA0;
  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final String DER_CERTIFICATE = "a DER certificate";

  private FileKind() {}

  /** A noun with its article, such as {@code a PKCS#12 key store}. */
  public static String describe(byte[] bytes) {
    if (isJks(bytes)) {
      return "a JKS key store";
    }
    if (isJceks(bytes)) {
      return "a JCEKS key store";
    }
    if (PemReader.isArmoured(bytes)) {
      return describeArmour(bytes);
    }
    if (bytes.length > 1 && bytes[0] == DerReader.SEQUENCE) {
      return describeDer(bytes);
    }
    if (startsWith(bytes, "ssh-") || startsWith(bytes, "ecdsa-sha2-")) {
      return "an SSH public key";
    }
    if (startsWith(bytes, "PuTTY-User-Key-File")) {
      return "a PuTTY key";
    }
    return isText(bytes) ? "text without a PEM block" : "bytes of an unknown kind";
  }

  /** By the magic number FEEDFEED. */
  public static boolean isJks(byte[] bytes) {
    return magic(bytes) == 0xFEEDFEED;
  }

  /** By the magic number CECECECE. */
  public static boolean isJceks(byte[] bytes) {
    return magic(bytes) == 0xCECECECE;
  }

  /** Whether the bytes look like one certificate in DER; it may still turn out to be garbled. */
  public static boolean isDerCertificate(byte[] bytes) {
    return bytes.length > 1
        && bytes[0] == DerReader.SEQUENCE
        && describeDer(bytes).equals(DER_CERTIFICATE);
  }

  /** By what a PFX begins with: a SEQUENCE, then the version 3 (RFC 7292, section 4). */
  public static boolean isPkcs12(byte[] bytes) {
    if (bytes.length < 2 || bytes[0] != DerReader.SEQUENCE) {
      return false;
    }
    int length = bytes[1] & 0xFF;
    int at = length > 0x80 ? 2 + (length & 0x7F) : 2;
    return at + 3 < bytes.length
        && bytes[at] == DerReader.INTEGER
        && bytes[at + 1] == 1
        && bytes[at + 2] == 3
        && bytes[at + 3] == DerReader.SEQUENCE;
  }

  /** The words for a block of armour. */
  public static String describeBlock(String label) {
    switch (label) {
      case "CERTIFICATE":
      case "X509 CERTIFICATE":
        return "a certificate";
      case "TRUSTED CERTIFICATE":
        return "a certificate with OpenSSL's trust settings";
      case "CERTIFICATE REQUEST":
      case "NEW CERTIFICATE REQUEST":
        return "a certificate request";
      case "X509 CRL":
        return "a certificate revocation list";
      case "PRIVATE KEY":
      case "RSA PRIVATE KEY":
      case "EC PRIVATE KEY":
      case "DSA PRIVATE KEY":
        return "a private key";
      case "ENCRYPTED PRIVATE KEY":
        return "an encrypted private key";
      case "OPENSSH PRIVATE KEY":
        return "an OpenSSH private key";
      case "PUBLIC KEY":
      case "RSA PUBLIC KEY":
        return "a public key";
      case "EC PARAMETERS":
        return "EC parameters";
      case "PKCS7":
      case "CMS":
        return "a PKCS#7 bundle";
      default:
        return "a block " + label;
    }
  }

  private static String describeArmour(byte[] bytes) {
    try {
      List<PemBlock> blocks = PemReader.read(bytes);
      for (PemBlock block : blocks) {
        if (!block.label().equals("EC PARAMETERS")) {
          return describeBlock(block.label());
        }
      }
      return blocks.isEmpty() ? "a broken PEM block" : "EC parameters";
    } catch (PemException e) {
      return "a broken PEM block";
    }
  }

  /** Told apart by the first elements inside the outer SEQUENCE. */
  private static String describeDer(byte[] bytes) {
    if (isPkcs12(bytes)) {
      return "a PKCS#12 key store";
    }
    try {
      DerReader inside = DerReader.of(bytes).enter(DerReader.SEQUENCE);
      if (inside.isNext(DerReader.INTEGER)) {
        return "a DER private key";
      }
      if (inside.isNext(DerReader.OBJECT_IDENTIFIER)) {
        return "a DER PKCS#7 bundle";
      }
      DerReader first = inside.enter(DerReader.SEQUENCE);
      if (inside.isNext(DerReader.OCTET_STRING)) {
        return "an encrypted DER private key";
      }
      if (inside.isNext(DerReader.BIT_STRING)) {
        return "a DER public key";
      }
      return describeSigned(first);
    } catch (DerException e) {
      return "broken DER";
    }
  }

  /** Certificate (RFC 5280, 4.1), revocation list (5.1) or request (RFC 2986). */
  private static String describeSigned(DerReader signed) throws DerException {
    if (signed.isNext(EXPLICIT_VERSION)) {
      return DER_CERTIFICATE;
    }
    if (signed.isNext(DerReader.INTEGER)) {
      signed.skip();
    }
    signed.enter(DerReader.SEQUENCE);
    signed.enter(DerReader.SEQUENCE);
    if (signed.isNext(DerReader.SEQUENCE)) {
      return DER_CERTIFICATE;
    }
    return signed.isNext(UTC_TIME) || signed.isNext(GENERALIZED_TIME)
        ? "a DER certificate revocation list"
        : "a DER certificate request";
  }

  private static int magic(byte[] bytes) {
    if (bytes.length < 4) {
      return 0;
    }
    return (bytes[0] << 24)
        | ((bytes[1] & 0xFF) << 16)
        | ((bytes[2] & 0xFF) << 8)
        | (bytes[3] & 0xFF);
  }

  private static boolean startsWith(byte[] bytes, String prefix) {
    return bytes.length >= prefix.length()
        && new String(bytes, 0, prefix.length(), StandardCharsets.ISO_8859_1).equals(prefix);
  }

  private static boolean isText(byte[] bytes) {
    for (byte character : bytes) {
      if (character >= 0 && character < ' ' && "\t\r\n\f".indexOf(character) < 0) {
        return false;
      }
    }
    return true;
  }
}
