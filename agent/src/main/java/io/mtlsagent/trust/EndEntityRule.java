package io.mtlsagent.trust;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import org.jspecify.annotations.Nullable;

/**
 * The leaf is the certificate of a TLS peer, not of a CA, and its key usage allows to sign the
 * handshake (RFC 5280, sections 4.2.1.3 and 4.2.1.9; RFC 8446, section 4.4.2.2). As in JSSE, a
 * server may instead have a key for key encipherment or agreement, as TLS 1.2 can use.
 */
final class EndEntityRule implements PathRule {

  private static final int DIGITAL_SIGNATURE = 0;
  private static final int KEY_ENCIPHERMENT = 2;
  private static final int KEY_AGREEMENT = 4;
  private static final int KEY_CERT_SIGN = 5;

  @Override
  public @Nullable Rejection check(CertificatePath path, Role peer) {
    if (path.leaf().certificate().getBasicConstraints() >= 0) {
      return wrong(
          path,
          "is the certificate of a CA",
          "issue the peer a certificate of its own with basicConstraints CA:FALSE");
    }
    boolean[] usage = path.leaf().certificate().getKeyUsage();
    if (usage == null) {
      return null;
    }
    if (has(usage, KEY_CERT_SIGN)) {
      return wrong(
          path,
          "may sign certificates by its key usage without being a CA",
          "issue it without keyCertSign");
    }
    boolean server = peer == Role.SERVER;
    if (has(usage, DIGITAL_SIGNATURE)
        || (server && (has(usage, KEY_ENCIPHERMENT) || has(usage, KEY_AGREEMENT)))) {
      return null;
    }
    return wrong(
        path,
        "has a key usage that does not allow it to take part in a TLS handshake",
        "issue it with the key usage digitalSignature");
  }

  private static boolean has(boolean[] usage, int bit) {
    return bit < usage.length && usage[bit];
  }

  private static Rejection wrong(CertificatePath path, String problem, String mend) {
    return Rejection.of(
        RejectionCode.WRONG_USAGE, path.describe(0) + " " + problem + "; " + mend + ".");
  }
}
