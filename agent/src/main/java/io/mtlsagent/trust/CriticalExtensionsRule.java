package io.mtlsagent.trust;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import org.jspecify.annotations.Nullable;

/**
 * No certificate of the path, the anchor included, has a critical extension that nobody here
 * understands; and extensions are critical, or not, as RFC 5280, section 4.2 prescribes where that
 * changes their meaning for other software.
 */
final class CriticalExtensionsRule implements PathRule {

  @Override
  public @Nullable Rejection check(CertificatePath path, Role peer) {
    for (int i = 0; i < path.size(); i++) {
      for (CertificateExtension extension : path.get(i).extensions()) {
        String problem = problem(extension);
        if (problem != null) {
          return Rejection.of(
              RejectionCode.PATH_INVALID,
              path.describe(i) + " " + problem + "; issue it anew without this fault.");
        }
      }
    }
    return null;
  }

  private static @Nullable String problem(CertificateExtension extension) {
    switch (extension.oid()) {
      case CertificateExtension.KEY_USAGE:
      case CertificateExtension.SUBJECT_ALTERNATIVE_NAME:
      case CertificateExtension.BASIC_CONSTRAINTS:
      case CertificateExtension.NAME_CONSTRAINTS:
      case CertificateExtension.CERTIFICATE_POLICIES:
      case CertificateExtension.POLICY_MAPPINGS:
      case CertificateExtension.EXTENDED_KEY_USAGE:
      case CertificateExtension.ISSUER_ALTERNATIVE_NAME:
      case CertificateExtension.CRL_DISTRIBUTION_POINTS:
        return null;
      case CertificateExtension.SUBJECT_KEY_ID:
        return mustNotBeCritical(extension, "subject key identifier");
      case CertificateExtension.AUTHORITY_KEY_ID:
        return mustNotBeCritical(extension, "authority key identifier");
      case CertificateExtension.AUTHORITY_INFORMATION_ACCESS:
        return mustNotBeCritical(extension, "authority information access");
      case CertificateExtension.POLICY_CONSTRAINTS:
        return mustBeCritical(extension, "policy constraints");
      case CertificateExtension.INHIBIT_ANY_POLICY:
        return mustBeCritical(extension, "inhibit anyPolicy");
      default:
        return extension.isCritical()
            ? "has the critical extension " + extension.oid() + ", which is not understood"
            : null;
    }
  }

  private static @Nullable String mustNotBeCritical(CertificateExtension extension, String name) {
    return extension.isCritical() ? "marks its " + name + " critical, against RFC 5280" : null;
  }

  private static @Nullable String mustBeCritical(CertificateExtension extension, String name) {
    return extension.isCritical() ? null : "does not mark its " + name + " critical (RFC 5280)";
  }
}
