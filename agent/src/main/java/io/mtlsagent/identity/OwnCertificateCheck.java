package io.mtlsagent.identity;

import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says what peers will dislike about our own certificate. */
final class OwnCertificateCheck {

  private static final long SOON = 30L * 24 * 60 * 60 * 1000;
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_PURPOSE = "2.5.29.37.0";
  private static final int DIGITAL_SIGNATURE = 0;

  private OwnCertificateCheck() {}

  static void addWarnings(X509Certificate certificate, Date now, List<String> warnings) {
    String name = "our certificate " + certificate.getSubjectX500Principal();
    addDates(name, certificate, now, warnings);
    addPurposes(name, certificate, warnings);
    boolean[] usage = certificate.getKeyUsage();
    if (usage != null && !usage[DIGITAL_SIGNATURE]) {
      warnings.add(
          name
              + " may not sign (its key usage lacks digitalSignature): TLS 1.3 cannot use it. "
              + "Have it issued with digitalSignature.");
    }
    if (certificate.getBasicConstraints() >= 0) {
      warnings.add(
          name
              + " is an authority's: peers that check strictly refuse it. "
              + "Have a certificate issued that is not a CA.");
    }
  }

  private static void addDates(
      String name, X509Certificate certificate, Date now, List<String> warnings) {
    Date from = certificate.getNotBefore();
    Date to = certificate.getNotAfter();
    if (now.after(to)) {
      warnings.add(name + " expired on " + to.toInstant() + ": peers will refuse it. Renew it.");
    } else if (now.before(from)) {
      warnings.add(
          name
              + " is not valid before "
              + from.toInstant()
              + ": peers will refuse it. Check the clock, or have it issued anew.");
    } else if (to.getTime() - now.getTime() < SOON) {
      warnings.add(name + " expires on " + to.toInstant() + ". Renew it in time.");
    }
  }

  private static void addPurposes(String name, X509Certificate certificate, List<String> warnings) {
    List<String> purposes = purposes(certificate);
    if (purposes == null || purposes.contains(ANY_PURPOSE)) {
      return;
    }
    boolean server = purposes.contains(SERVER_AUTH);
    boolean client = purposes.contains(CLIENT_AUTH);
    if (!server && !client) {
      warnings.add(
          name
              + " is neither for servers nor for clients (extended key usage "
              + purposes
              + "): peers will refuse it. Have it issued with serverAuth and clientAuth.");
    } else if (!client) {
      warnings.add(
          name
              + " lacks clientAuth in its extended key usage: servers will refuse our outbound "
              + "connections. Have it issued with clientAuth if this JVM calls others.");
    } else if (!server) {
      warnings.add(
          name
              + " lacks serverAuth in its extended key usage: clients will refuse our server ends. "
              + "Have it issued with serverAuth if this JVM serves others.");
    }
  }

  private static @Nullable List<String> purposes(X509Certificate certificate) {
    try {
      return certificate.getExtendedKeyUsage();
    } catch (CertificateParsingException e) {
      // Garbled: fit for nothing, which the caller then says.
      return Collections.emptyList();
    }
  }
}
