package io.mtlsagent.trust;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import org.jspecify.annotations.Nullable;

/**
 * The subject alternative name is critical exactly where it is the only name, and only CAs have
 * name constraints (RFC 5280, sections 4.2.1.6 and 4.2.1.10; CA/Browser Baseline Requirements,
 * section 7.1.2.7.12).
 */
final class SubjectNamesRule implements PathRule {

  @Override
  public @Nullable Rejection check(CertificatePath path, Role peer) {
    ParsedCertificate leaf = path.leaf();
    CertificateExtension names = leaf.extension(CertificateExtension.SUBJECT_ALTERNATIVE_NAME);
    if (leaf.hasEmptySubject() && names == null) {
      return wrong(path, "has neither a subject nor a subject alternative name");
    }
    if (names != null && leaf.hasEmptySubject() && !names.isCritical()) {
      return wrong(path, "has no subject, and its subject alternative name is not marked critical");
    }
    if (names != null && !leaf.hasEmptySubject() && names.isCritical()) {
      return wrong(path, "has a subject, and its subject alternative name is marked critical");
    }
    if (leaf.extension(CertificateExtension.NAME_CONSTRAINTS) != null) {
      return wrong(path, "has name constraints without being a CA");
    }
    return null;
  }

  private static Rejection wrong(CertificatePath path, String problem) {
    return Rejection.of(
        RejectionCode.PATH_INVALID, path.describe(0) + " " + problem + "; issue it anew.");
  }
}
