package io.mtlsagent.revocation;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Which certificates a revocation list speaks of (RFC 5280, section 5.2.5). */
final class IssuingDistributionPoint {

  /** Bits 1 to 8 of ReasonFlags; bit 0 is unused. */
  static final int ALL_REASONS = 0x1FE;

  private static final IssuingDistributionPoint WHOLE =
      new IssuingDistributionPoint(
          new byte[0], Collections.<byte[]>emptyList(), false, false, false, ALL_REASONS, false);

  private final byte[] encoded;
  private final List<byte[]> names;
  private final boolean onlyUsers;
  private final boolean onlyAuthorities;
  private final boolean onlyAttributes;
  private final int reasons;
  private final boolean indirect;

  private IssuingDistributionPoint(
      byte[] encoded,
      List<byte[]> names,
      boolean onlyUsers,
      boolean onlyAuthorities,
      boolean onlyAttributes,
      int reasons,
      boolean indirect) {
    this.encoded = encoded;
    this.names = names;
    this.onlyUsers = onlyUsers;
    this.onlyAuthorities = onlyAuthorities;
    this.onlyAttributes = onlyAttributes;
    this.reasons = reasons;
    this.indirect = indirect;
  }

  /** The scope of a list without the extension: everything that its issuer issued. */
  static IssuingDistributionPoint whole() {
    return WHOLE;
  }

  static IssuingDistributionPoint parse(byte[] value) throws MalformedDerException {
    DerReader outer = DerReader.of(value);
    DerReader fields = outer.enter(DerReader.SEQUENCE);
    outer.finish();
    List<byte[]> names = Collections.emptyList();
    if (fields.nextIs(DerReader.CONTEXT_CONSTRUCTED)) {
      names = DistributionPoints.fullNames(fields.enter(DerReader.CONTEXT_CONSTRUCTED));
    }
    boolean users = flag(fields, 1);
    boolean authorities = flag(fields, 2);
    int reasons = ALL_REASONS;
    if (fields.nextIs(DerReader.CONTEXT + 3)) {
      reasons = fields.namedBits(DerReader.CONTEXT + 3) & ALL_REASONS;
    }
    boolean indirect = flag(fields, 4);
    boolean attributes = flag(fields, 5);
    fields.finish();
    return new IssuingDistributionPoint(
        value, names, users, authorities, attributes, reasons, indirect);
  }

  private static boolean flag(DerReader fields, int number) throws MalformedDerException {
    if (!fields.nextIs(DerReader.CONTEXT + number)) {
      return false;
    }
    byte[] content = fields.content(DerReader.CONTEXT + number);
    if (content.length != 1 || (content[0] != 0 && content[0] != -1)) {
      throw new MalformedDerException("a boolean is neither 00 nor FF");
    }
    return content[0] != 0;
  }

  /** The ReasonFlags that the list covers. */
  int reasons() {
    return reasons;
  }

  /** Whether the list may speak of certificates of other issuers. */
  boolean isIndirect() {
    return indirect;
  }

  boolean isSameAs(IssuingDistributionPoint other) {
    return Arrays.equals(encoded, other.encoded);
  }

  /** Empty if the list covers the certificate; else why it does not, as part of a sentence. */
  String whyNot(X509Certificate certificate) {
    if (onlyAttributes) {
      return "covers attribute certificates only";
    }
    if (onlyUsers && isAuthority(certificate)) {
      return "covers end-entity certificates only";
    }
    if (onlyAuthorities && !isAuthority(certificate)) {
      return "covers CA certificates only";
    }
    if (!names.isEmpty() && !isNamedBy(certificate)) {
      return "covers a distribution point that the certificate does not name";
    }
    return "";
  }

  private static boolean isAuthority(X509Certificate certificate) {
    return certificate.getBasicConstraints() >= 0;
  }

  private boolean isNamedBy(X509Certificate certificate) {
    List<byte[]> wanted = DistributionPoints.of(certificate);
    for (byte[] name : names) {
      for (byte[] other : wanted) {
        if (Arrays.equals(name, other)) {
          return true;
        }
      }
    }
    return false;
  }
}
