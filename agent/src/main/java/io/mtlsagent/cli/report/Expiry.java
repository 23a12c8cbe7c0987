package io.mtlsagent.cli.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** When a certificate ends, and whether its peer shows a later one by now. */
final class Expiry {

  private final SeenCertificate certificate;
  private final boolean superseded;

  private Expiry(SeenCertificate certificate, boolean superseded) {
    this.certificate = certificate;
    this.superseded = superseded;
  }

  /** All certificates, the next to end first, those in use before those that were renewed. */
  static List<Expiry> of(Collection<SeenCertificate> certificates) {
    Map<Peer, SeenCertificate> latest = new HashMap<>();
    for (SeenCertificate certificate : certificates) {
      SeenCertificate other = latest.get(certificate.peer());
      if (other == null || certificate.notAfter() > other.notAfter()) {
        latest.put(certificate.peer(), certificate);
      }
    }
    List<Expiry> all = new ArrayList<>();
    for (SeenCertificate certificate : certificates) {
      SeenCertificate other = latest.get(certificate.peer());
      // An instance that goes on showing the old one has not been renewed.
      boolean superseded =
          other != null
              && other != certificate
              && other.notAfter() > certificate.notAfter()
              && other.span().last() > certificate.span().last();
      all.add(new Expiry(certificate, superseded));
    }
    all.sort(
        (a, b) ->
            a.superseded != b.superseded
                ? Boolean.compare(a.superseded, b.superseded)
                : Long.compare(a.certificate.notAfter(), b.certificate.notAfter()));
    return all;
  }

  SeenCertificate certificate() {
    return certificate;
  }

  /** Whether the peer last showed a certificate that ends later. */
  boolean isSuperseded() {
    return superseded;
  }

  /** Negative where it has ended. */
  long millisLeft(long now) {
    return certificate.notAfter() - now;
  }

  /** For people: {@code 12 days left}, {@code ended 3 days ago}, {@code renewed}. */
  String remaining(long now) {
    if (superseded) {
      return "renewed";
    }
    long left = millisLeft(now);
    return left >= 0 ? Moments.length(left) + " left" : "ended " + Moments.length(-left) + " ago";
  }
}
