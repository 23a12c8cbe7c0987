package io.mtlsagent.identity;

import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.DerReader;
import io.mtlsagent.pem.NameText;
import io.mtlsagent.policy.Timestamp;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what peers will dislike about our own certificate. */
final class OwnCertificateCheck {

  private static final long SOON = 30L * 24 * 60 * 60 * 1000;
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_PURPOSE = "2.5.29.37.0";
  private static final byte[] KEY_USAGE = {0x55, 0x1D, 0x0F};
  private static final byte[] BASIC_CONSTRAINTS = {0x55, 0x1D, 0x13};
  private static final byte[] EXTENDED_KEY_USAGE = {0x55, 0x1D, 0x25};
  private static final int BOOLEAN = 0x01;
  private static final int DIGITAL_SIGNATURE = 0x80;

  private final X509Certificate certificate;
  private final List<String> warnings;

  private OwnCertificateCheck(X509Certificate certificate, List<String> warnings) {
    this.certificate = certificate;
    this.warnings = warnings;
  }

  static void addWarnings(X509Certificate certificate, Date now, List<String> warnings) {
    OwnCertificateCheck check = new OwnCertificateCheck(certificate, warnings);
    check.dates(now);
    try {
      check.purposes();
      check.mayNotSign();
      check.isAuthority();
    } catch (DerException | CertificateEncodingException e) {
      check.warn("has a garbled extension: peers may refuse it. Have it issued anew.");
    }
  }

  /** Only what is to be said of the certificate's dates. */
  static void addValidity(X509Certificate certificate, Date now, List<String> warnings) {
    new OwnCertificateCheck(certificate, warnings).dates(now);
  }

  private void dates(Date now) {
    Date from = certificate.getNotBefore();
    Date to = certificate.getNotAfter();
    if (now.after(to)) {
      warn("expired on " + utc(to) + ": peers will refuse it. Renew it.");
    } else if (now.before(from)) {
      warn(
          "is not valid before "
              + utc(from)
              + ": peers will refuse it. Check the clock, or have it issued anew.");
    } else if (to.getTime() - now.getTime() < SOON) {
      warn("expires on " + utc(to) + ". Renew it in time.");
    }
  }

  /** To the second, as certificates have it. */
  private static String utc(Date date) {
    return Timestamp.of(date.getTime()).replace(".000Z", "Z");
  }

  private void purposes() throws DerException, CertificateEncodingException {
    List<String> purposes = listedPurposes();
    if (purposes == null || purposes.contains(ANY_PURPOSE)) {
      return;
    }
    boolean server = purposes.contains(SERVER_AUTH);
    boolean client = purposes.contains(CLIENT_AUTH);
    if (!server && !client) {
      warn(
          "is neither for servers nor for clients (extended key usage "
              + purposes
              + "): peers will refuse it. Have it issued with serverAuth and clientAuth.");
    } else if (!client) {
      warn(
          "lacks clientAuth in its extended key usage: servers will refuse our outbound "
              + "connections. Have it issued with clientAuth if this JVM calls others.");
    } else if (!server) {
      warn(
          "lacks serverAuth in its extended key usage: clients will refuse our server ends. "
              + "Have it issued with serverAuth if this JVM serves others.");
    }
  }

  /** Null where the certificate sets no bounds (RFC 5280, section 4.2.1.12). */
  private @Nullable List<String> listedPurposes()
      throws DerException, CertificateEncodingException {
    DerReader value = CertificateExtension.valueOf(certificate, EXTENDED_KEY_USAGE);
    if (value == null) {
      return null;
    }
    List<String> purposes = new ArrayList<>();
    DerReader listed = value.enter(DerReader.SEQUENCE);
    while (listed.hasMore()) {
      purposes.add(listed.objectIdentifier());
    }
    return purposes;
  }

  private void mayNotSign() throws DerException, CertificateEncodingException {
    DerReader value = CertificateExtension.valueOf(certificate, KEY_USAGE);
    if (value == null) {
      return;
    }
    // The number of unused bits, then the bits.
    byte[] bits = value.content(DerReader.BIT_STRING);
    if (bits.length < 2 || (bits[1] & DIGITAL_SIGNATURE) == 0) {
      warn(
          "may not sign (its key usage lacks digitalSignature): TLS 1.3 cannot use it. "
              + "Have it issued with digitalSignature.");
    }
  }

  private void isAuthority() throws DerException, CertificateEncodingException {
    DerReader value = CertificateExtension.valueOf(certificate, BASIC_CONSTRAINTS);
    DerReader constraints = value == null ? null : value.enter(DerReader.SEQUENCE);
    if (constraints != null && constraints.isNext(BOOLEAN) && isTrue(constraints)) {
      warn(
          "is an authority's: peers that check strictly refuse it. "
              + "Have a certificate issued that is not a CA.");
    }
  }

  /** FALSE is the default and should not be written out, but some write it. */
  private static boolean isTrue(DerReader bool) throws DerException {
    byte[] content = bool.content(BOOLEAN);
    return content.length == 1 && content[0] != 0;
  }

  private void warn(String predicate) {
    warnings.add(
        "our certificate " + NameText.of(certificate.getSubjectX500Principal()) + " " + predicate);
  }
}
