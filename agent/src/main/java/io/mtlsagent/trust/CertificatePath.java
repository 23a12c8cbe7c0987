package io.mtlsagent.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Certificates from the peer's own up to an anchor, each signed by the next. Immutable. A peer
 * whose certificate is itself an anchor has a path of one.
 */
final class CertificatePath {

  private static final int MAX_NAME = 200;

  private final List<ParsedCertificate> certificates;
  private final long validFrom;
  private final long lastSecond;

  /**
   * A path.
   *
   * @param certificates leaf first, anchor last, at least one
   */
  CertificatePath(List<X509Certificate> certificates) {
    this.certificates = new ArrayList<>(certificates.size());
    long latestBegin = Long.MIN_VALUE;
    long earliestEnd = Long.MAX_VALUE;
    for (X509Certificate certificate : certificates) {
      this.certificates.add(ParsedCertificate.of(certificate));
      latestBegin = Math.max(latestBegin, certificate.getNotBefore().getTime());
      earliestEnd = Math.min(earliestEnd, certificate.getNotAfter().getTime());
    }
    this.validFrom = latestBegin;
    this.lastSecond = earliestEnd / 1000;
  }

  /**
   * Whether all certificates, the anchor included, are within their dates. A notAfter has whole
   * seconds and includes the whole of its last one (RFC 5280, section 4.1.2.5).
   */
  boolean isInDate(Instant now) {
    return validFrom <= now.toEpochMilli() && now.getEpochSecond() <= lastSecond;
  }

  int size() {
    return certificates.size();
  }

  /** 0 is the leaf, {@code size() - 1} the anchor. */
  ParsedCertificate get(int index) {
    return certificates.get(index);
  }

  ParsedCertificate leaf() {
    return certificates.get(0);
  }

  int anchorIndex() {
    return certificates.size() - 1;
  }

  /** Whether the leaf is itself the anchor. */
  boolean isPinned() {
    return certificates.size() == 1;
  }

  X509Certificate anchor() {
    return certificates.get(anchorIndex()).certificate();
  }

  /** Whether these are the certificates of the path without its anchor. */
  boolean startsWith(List<X509Certificate> others) {
    if (others.size() != anchorIndex()) {
      return false;
    }
    for (int i = 0; i < others.size(); i++) {
      if (!certificates.get(i).certificate().equals(others.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** How sentences call a certificate of the path: its part, position and subject. */
  String describe(int index) {
    String subject = subject(certificates.get(index).certificate());
    if (index == anchorIndex()) {
      return (isPinned() ? "the peer's certificate, itself an anchor (" : "the anchor (")
          + subject
          + ")";
    }
    return (index == 0 ? "the peer's certificate (" : "the intermediate CA (")
        + subject
        + ", "
        + (index + 1)
        + " of "
        + size()
        + " on the path)";
  }

  /** The subject, cut where it is too long for a sentence. */
  static String subject(X509Certificate certificate) {
    String name = certificate.getSubjectX500Principal().getName();
    if (name.isEmpty()) {
      return "no subject";
    }
    return name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME) + "...";
  }
}
