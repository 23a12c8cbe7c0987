package io.mtlsagent.trust;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The leaf names the host or address that was asked for, in a subject alternative name: the common
 * name never counts (RFC 9525, sections 6.3 to 6.5; RFC 6125).
 */
final class NameRule {

  private static final int MAX_LISTED = 10;

  private NameRule() {}

  static @Nullable Rejection check(CertificatePath path, ExpectedName expected) {
    if (!expected.isChecked()) {
      return null;
    }
    if (expected.isUnknown()) {
      return mismatch(
          path,
          "cannot be compared with the host, which is not known",
          "let the application connect by host name, or switch client.verify-hostname off");
    }
    if (matches(path.leaf(), expected)) {
      return null;
    }
    return mismatch(
        path,
        "does not name " + expected + " but " + names(path.leaf()),
        "issue it with this name as a subject alternative name, or connect by a name that it has");
  }

  private static boolean matches(ParsedCertificate leaf, ExpectedName expected) {
    String dnsName = expected.dnsName();
    byte[] address = expected.address();
    for (GeneralName name : leaf.alternativeNames()) {
      if (dnsName != null && name.type() == GeneralName.DNS) {
        if (DnsName.matches(name.text(), dnsName)) {
          return true;
        }
      } else if (address != null && name.type() == GeneralName.IP) {
        if (Arrays.equals(address, name.value())) {
          return true;
        }
      }
    }
    return false;
  }

  private static String names(ParsedCertificate leaf) {
    StringBuilder text = new StringBuilder();
    int count = 0;
    for (GeneralName name : leaf.alternativeNames()) {
      if (name.type() == GeneralName.DNS || name.type() == GeneralName.IP) {
        if (count++ < MAX_LISTED) {
          text.append(text.length() == 0 ? "" : ", ").append(name.forPeople());
        }
      }
    }
    if (count > MAX_LISTED) {
      text.append(" and ").append(count - MAX_LISTED).append(" more");
    }
    return count == 0 ? "no host or address in its subject alternative names" : text.toString();
  }

  private static Rejection mismatch(CertificatePath path, String problem, String mend) {
    return Rejection.of(
        RejectionCode.NAME_MISMATCH, path.describe(0) + " " + problem + "; " + mend + ".");
  }
}
