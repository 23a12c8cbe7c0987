package io.mtlsagent.trust;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An anchor that is self-issued and names its authority's key names its own (RFC 5280, section
 * 4.2.1.1; CA/Browser Baseline Requirements, section 7.1.2.1.3). Absent identifiers are let pass:
 * many private CAs leave them out.
 */
final class KeyIdentifierRule implements PathRule {

  @Override
  public @Nullable Rejection check(CertificatePath path, Role peer) {
    ParsedCertificate anchor = path.get(path.anchorIndex());
    CertificateExtension authority = anchor.extension(CertificateExtension.AUTHORITY_KEY_ID);
    if (authority == null || path.isPinned() || !anchor.isSelfIssued()) {
      return null;
    }
    try {
      DerReader fields = DerReader.of(authority.value()).enter(DerReader.SEQUENCE);
      if (!fields.nextIs(DerReader.CONTEXT)) {
        return wrong(path, "has an authority key identifier without the identifier");
      }
      byte[] identifier = fields.content(DerReader.CONTEXT);
      CertificateExtension subject = anchor.extension(CertificateExtension.SUBJECT_KEY_ID);
      if (subject != null
          && !Arrays.equals(
              identifier, DerReader.of(subject.value()).content(DerReader.OCTET_STRING))) {
        return wrong(path, "is self-issued and names another key than its own as its authority");
      }
      return null;
    } catch (MalformedDerException e) {
      return wrong(path, "has a malformed key identifier (" + e.getMessage() + ")");
    }
  }

  private static Rejection wrong(CertificatePath path, String problem) {
    return Rejection.of(
        RejectionCode.PATH_INVALID,
        path.describe(path.anchorIndex()) + " " + problem + "; issue it anew.");
  }
}
