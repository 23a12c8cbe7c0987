package io.mtlsagent.revocation;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationStatus;
import java.security.cert.X509Certificate;
import java.time.Duration;

/**
 * Leaf certificates of so short a life that nobody asks for their status. The extension noRevAvail
 * (RFC 9608) alone spares none: it is the issuer's word, and how long a stolen key may be of use is
 * ours to say.
 */
final class ShortLived {

  private static final String NO_REVOCATION_AVAILABLE = "2.5.29.56";

  private final long longestMillis;
  private final RevocationFinding finding;

  private ShortLived(Duration longest) {
    this.longestMillis = longest.toMillis();
    this.finding =
        RevocationFinding.of(
            RevocationStatus.SHORT_LIVED, "its lifetime is within revocation.short-lived");
  }

  /** Zero for none. */
  static ShortLived upTo(Duration longest) {
    return new ShortLived(longest);
  }

  boolean includes(X509Certificate certificate) {
    return longestMillis > 0
        && certificate.getBasicConstraints() < 0
        && certificate.getNotAfter().getTime() - certificate.getNotBefore().getTime()
            <= longestMillis;
  }

  RevocationFinding finding() {
    return finding;
  }

  /** What explains a missing status, as the end of a sentence; empty for nothing. */
  String remark(X509Certificate certificate) {
    return certificate.getExtensionValue(NO_REVOCATION_AVAILABLE) == null
        ? ""
        : "; its issuer offers none (noRevAvail), which counts only for lifetimes within"
            + " revocation.short-lived";
  }
}
