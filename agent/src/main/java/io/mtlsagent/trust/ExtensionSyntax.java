package io.mtlsagent.trust;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import org.jspecify.annotations.Nullable;

/** Whether the extensions that rules rely on are built as RFC 5280, section 4.2 says. */
final class ExtensionSyntax {

  private static final String ANY_POLICY = "2.5.29.32.0";

  private ExtensionSyntax() {}

  /** What is wrong with the first broken extension, as part of a sentence; null if none is. */
  static @Nullable String firstFault(ParsedCertificate certificate) {
    for (CertificateExtension extension : certificate.extensions()) {
      try {
        check(extension);
        if (extension.oid().equals(CertificateExtension.SUBJECT_ALTERNATIVE_NAME)) {
          requireContents(certificate);
        }
      } catch (MalformedDerException e) {
        return "has the malformed extension " + extension.oid() + " (" + e.getMessage() + ")";
      }
    }
    return null;
  }

  private static void requireContents(ParsedCertificate certificate) throws MalformedDerException {
    for (GeneralName name : certificate.alternativeNames()) {
      name.requireContent();
    }
  }

  private static void check(CertificateExtension extension) throws MalformedDerException {
    DerReader value = DerReader.of(extension.value());
    switch (extension.oid()) {
      case CertificateExtension.BASIC_CONSTRAINTS:
        basicConstraints(value.enter(DerReader.SEQUENCE));
        break;
      case CertificateExtension.KEY_USAGE:
        if (value.namedBits(DerReader.BIT_STRING) == 0) {
          throw new MalformedDerException("no usage is allowed");
        }
        break;
      case CertificateExtension.SUBJECT_KEY_ID:
        if (value.content(DerReader.OCTET_STRING).length == 0) {
          throw new MalformedDerException("the identifier is empty");
        }
        break;
      case CertificateExtension.AUTHORITY_KEY_ID:
        authorityKeyIdentifier(value.enter(DerReader.SEQUENCE));
        break;
      case CertificateExtension.AUTHORITY_INFORMATION_ACCESS:
        accessDescriptions(value.enter(DerReader.SEQUENCE));
        break;
      case CertificateExtension.POLICY_MAPPINGS:
        policyMappings(value.enter(DerReader.SEQUENCE));
        break;
      default:
        return;
    }
    value.finish();
  }

  private static void basicConstraints(DerReader fields) throws MalformedDerException {
    if (fields.nextIs(DerReader.BOOLEAN)) {
      fields.bool();
    }
    // A path length beside CA:FALSE is against section 4.2.1.9, means nothing, and is common.
    if (fields.hasMore() && fields.integer().signum() < 0) {
      throw new MalformedDerException("the path length is negative");
    }
    fields.finish();
  }

  /** The issuer's name and serial number come together or not at all (section 4.2.1.1). */
  private static void authorityKeyIdentifier(DerReader fields) throws MalformedDerException {
    if (fields.nextIs(DerReader.CONTEXT)) {
      fields.skip();
    }
    boolean issuer = fields.nextIs(DerReader.CONTEXT_CONSTRUCTED + 1);
    if (issuer) {
      fields.skip();
    }
    boolean serial = fields.nextIs(DerReader.CONTEXT + 2);
    if (serial) {
      fields.skip();
    }
    fields.finish();
    if (issuer != serial) {
      throw new MalformedDerException("issuer and serial number do not come together");
    }
  }

  /** The JDK forgets to look where no policy is left to be mapped (section 6.1.4 a). */
  private static void policyMappings(DerReader mappings) throws MalformedDerException {
    while (mappings.hasMore()) {
      DerReader mapping = mappings.enter(DerReader.SEQUENCE);
      String issuerPolicy = mapping.oid();
      String subjectPolicy = mapping.oid();
      if (issuerPolicy.equals(ANY_POLICY) || subjectPolicy.equals(ANY_POLICY)) {
        throw new MalformedDerException("it maps anyPolicy");
      }
      mapping.finish();
    }
  }

  private static void accessDescriptions(DerReader descriptions) throws MalformedDerException {
    if (!descriptions.hasMore()) {
      throw new MalformedDerException("it describes no access");
    }
    while (descriptions.hasMore()) {
      DerReader description = descriptions.enter(DerReader.SEQUENCE);
      description.oid();
      GeneralName.read(description);
      description.finish();
    }
  }
}
