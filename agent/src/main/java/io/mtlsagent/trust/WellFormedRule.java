package io.mtlsagent.trust;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import org.jspecify.annotations.Nullable;

/**
 * Certificates are of version 3, in strict DER, name their issuer and, if they are CAs, themselves,
 * hold each extension once, and their extensions can be read (RFC 5280, sections 4.1 and 4.2). The
 * JDK passes over an extension that is not critical and cannot be read.
 */
final class WellFormedRule implements PathRule {

  private static final int VERSION = 3;

  @Override
  public @Nullable Rejection check(CertificatePath path, Role peer) {
    for (int i = 0; i < path.size(); i++) {
      String problem = problem(path, i);
      if (problem != null) {
        return Rejection.of(
            RejectionCode.PATH_INVALID, path.describe(i) + " " + problem + "; issue it anew.");
      }
    }
    return null;
  }

  private static @Nullable String problem(CertificatePath path, int index) {
    ParsedCertificate certificate = path.get(index);
    if (!certificate.fault().isEmpty()) {
      return "does not follow RFC 5280: " + certificate.fault();
    }
    if (certificate.version() != VERSION) {
      return "is of version " + certificate.version() + " instead of 3";
    }
    if (certificate.issuer().length <= 2) {
      return "names no issuer";
    }
    if (index > 0 && certificate.hasEmptySubject()) {
      return "is a CA without a name";
    }
    return ExtensionSyntax.firstFault(certificate);
  }
}
