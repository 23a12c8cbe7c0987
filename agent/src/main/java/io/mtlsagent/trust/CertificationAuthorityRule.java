package io.mtlsagent.trust;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * Every issuer of the path, the anchor included, says of itself that it is a CA, may sign
 * certificates, and keeps its path length (RFC 5280, sections 4.2.1.3, 4.2.1.9 and 6.1.4 k to n).
 * The JDK asks this of intermediates only, so that a leaf that is trusted as an anchor could issue
 * certificates.
 */
final class CertificationAuthorityRule implements PathRule {

  private static final int KEY_CERT_SIGN = 5;

  @Override
  public @Nullable Rejection check(CertificatePath path, Role peer) {
    int below = 0;
    for (int i = 1; i < path.size(); i++) {
      X509Certificate issuer = path.get(i).certificate();
      int pathLength = issuer.getBasicConstraints();
      if (pathLength < 0) {
        return invalid(path, i, "issued a certificate without being a CA", "CA:TRUE");
      }
      boolean[] usage = issuer.getKeyUsage();
      if (usage != null && !usage[KEY_CERT_SIGN]) {
        return invalid(path, i, "has a key usage without keyCertSign", "keyCertSign");
      }
      if (below > pathLength) {
        return invalid(
            path,
            i,
            "allows " + pathLength + " CAs below it where " + below + " are",
            "a greater path length");
      }
      if (!path.get(i).isSelfIssued()) {
        below++;
      }
    }
    return null;
  }

  private static Rejection invalid(
      CertificatePath path, int index, String problem, String missing) {
    return Rejection.of(
        RejectionCode.PATH_INVALID,
        path.describe(index) + " " + problem + "; issue it with " + missing + ".");
  }
}
