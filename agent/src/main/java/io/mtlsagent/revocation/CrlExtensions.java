package io.mtlsagent.revocation;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;

/** The extensions of a list (RFC 5280, section 5.2). */
final class CrlExtensions {

  private CrlExtensions() {}

  /** Reads {@code [0] EXPLICIT Extensions} into the parts of a list. */
  static void parse(DerReader tagged, CertificateRevocationList.Parts parts)
      throws MalformedDerException, CrlRefusedException {
    DerReader explicit = tagged.enter(DerReader.CONTEXT_CONSTRUCTED);
    DerReader extensions = explicit.enter(DerReader.SEQUENCE);
    explicit.finish();
    Set<String> seen = new HashSet<>();
    while (extensions.hasMore()) {
      DerReader extension = extensions.enter(DerReader.SEQUENCE);
      String oid = extension.oid();
      boolean critical = extension.nextIs(DerReader.BOOLEAN) && extension.bool();
      DerReader value = extension.enter(DerReader.OCTET_STRING);
      extension.finish();
      if (!seen.add(oid)) {
        throw new MalformedDerException("it holds the extension " + oid + " twice");
      }
      take(oid, critical, value, parts);
    }
    if (parts.baseNumber != null && parts.number == null) {
      throw new CrlRefusedException("it is a delta list without a CRL number");
    }
  }

  private static void take(
      String oid, boolean critical, DerReader value, CertificateRevocationList.Parts parts)
      throws MalformedDerException, CrlRefusedException {
    switch (oid) {
      case "2.5.29.20":
        if (critical) {
          throw new CrlRefusedException(
              "its CRL number is critical, against RFC 5280, section 5.2.3");
        }
        parts.number = number(value);
        break;
      case "2.5.29.27":
        parts.baseNumber = number(value);
        break;
      case "2.5.29.28":
        parts.scope = IssuingDistributionPoint.parse(value.rest());
        break;
      case "2.5.29.46":
        if (critical) {
          throw new CrlRefusedException(
              "its FreshestCRL is critical, against RFC 5280, section 5.2.6");
        }
        parts.freshest = value.rest();
        break;
      case "2.5.29.35":
        parts.authorityKeyId = keyIdentifier(value.enter(DerReader.SEQUENCE));
        break;
      default:
        if (critical) {
          throw new CrlRefusedException(
              "it holds the critical extension " + oid + ", which is not known");
        }
    }
  }

  private static BigInteger number(DerReader value) throws MalformedDerException {
    BigInteger number = value.integer();
    value.finish();
    if (number.signum() < 0) {
      throw new MalformedDerException("its CRL number is negative");
    }
    return number;
  }

  private static byte[] keyIdentifier(DerReader fields) throws MalformedDerException {
    return fields.nextIs(DerReader.CONTEXT) ? fields.content(DerReader.CONTEXT) : new byte[0];
  }
}
