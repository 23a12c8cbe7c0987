package io.mtlsagent.trust;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import org.jspecify.annotations.Nullable;

/**
 * Where a certificate of the path has an extended key usage, it must allow the peer's role (RFC
 * 5280, section 4.2.1.12). That of a CA limits what lies below it, as all large verifiers have it.
 * anyExtendedKeyUsage counts as every usage, as in JSSE.
 */
final class ExtendedKeyUsageRule implements PathRule {

  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
  private static final String ANY = "2.5.29.37.0";

  private final boolean required;

  /**
   * The rule.
   *
   * @param demand whether a leaf without the extension is refused
   */
  ExtendedKeyUsageRule(Demand demand) {
    this.required = demand == Demand.REQUIRED;
  }

  /** What to do with a leaf that has no extended key usage. */
  enum Demand {
    REQUIRED,
    WHERE_PRESENT
  }

  @Override
  public @Nullable Rejection check(CertificatePath path, Role peer) {
    String wanted = peer == Role.CLIENT ? CLIENT_AUTH : SERVER_AUTH;
    String name = peer == Role.CLIENT ? "clientAuth" : "serverAuth";
    for (int i = 0; i < path.size(); i++) {
      CertificateExtension extension =
          path.get(i).extension(CertificateExtension.EXTENDED_KEY_USAGE);
      if (extension == null) {
        if (required && i == 0) {
          return Rejection.of(
              RejectionCode.WRONG_USAGE,
              path.describe(0)
                  + " has no extended key usage, which trust.require-eku demands; issue it with "
                  + name
                  + ".");
        }
      } else {
        Rejection rejection = check(path, i, extension, wanted, name);
        if (rejection != null) {
          return rejection;
        }
      }
    }
    return null;
  }

  private static @Nullable Rejection check(
      CertificatePath path, int index, CertificateExtension extension, String wanted, String name) {
    try {
      DerReader outer = DerReader.of(extension.value());
      DerReader purposes = outer.enter(DerReader.SEQUENCE);
      outer.finish();
      if (!purposes.hasMore()) {
        return Rejection.of(
            RejectionCode.PATH_INVALID,
            path.describe(index)
                + " has an empty extended key usage; issue it anew with "
                + name
                + ".");
      }
      boolean allowed = false;
      while (purposes.hasMore()) {
        String purpose = purposes.oid();
        allowed |= purpose.equals(wanted) || purpose.equals(ANY);
      }
      return allowed
          ? null
          : Rejection.of(
              RejectionCode.WRONG_USAGE,
              path.describe(index)
                  + " has an extended key usage without "
                  + name
                  + "; issue it with "
                  + name
                  + " among its purposes.");
    } catch (MalformedDerException e) {
      return Rejection.of(
          RejectionCode.PATH_INVALID,
          path.describe(index)
              + " has a malformed extended key usage ("
              + e.getMessage()
              + "); issue it anew.");
    }
  }
}
