package io.mtlsagent.trust;

import io.mtlsagent.der.MalformedDerException;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import org.jspecify.annotations.Nullable;

/**
 * A server's common name does not spell an address or an internationalised name in another way than
 * the subject alternative names do (CA/Browser Baseline Requirements, section 7.1.4.3): software
 * that still reads the common name would take the peer for another host. A common name that is an
 * ordinary name or word is free, as private CAs use it for descriptions.
 */
final class CommonNameRule implements PathRule {

  @Override
  public @Nullable Rejection check(CertificatePath path, Role peer) {
    ParsedCertificate leaf = path.leaf();
    if (peer != Role.SERVER || !namesHosts(leaf)) {
      return null;
    }
    try {
      for (String name :
          DistinguishedName.parse(leaf.subject()).values(DistinguishedName.COMMON_NAME)) {
        if (contradicts(leaf, name)) {
          return Rejection.of(
              RejectionCode.PATH_INVALID,
              path.describe(0)
                  + " spells a host in its common name that none of its subject alternative names"
                  + " spells alike; issue it with the same spelling, or without a common name.");
        }
      }
      return null;
    } catch (MalformedDerException e) {
      return Rejection.of(
          RejectionCode.PATH_INVALID,
          path.describe(0) + " has a malformed subject (" + e.getMessage() + "); issue it anew.");
    }
  }

  private static boolean namesHosts(ParsedCertificate leaf) {
    for (GeneralName name : leaf.alternativeNames()) {
      if (name.type() == GeneralName.DNS || name.type() == GeneralName.IP) {
        return true;
      }
    }
    return false;
  }

  private static boolean contradicts(ParsedCertificate leaf, String commonName) {
    boolean sameButForCase = false;
    for (GeneralName name : leaf.alternativeNames()) {
      if (name.type() == GeneralName.DNS) {
        String text = name.text();
        if (text.equals(commonName)) {
          return false;
        }
        sameButForCase |= DnsName.equalsIgnoreCase(text, commonName);
      } else if (name.type() == GeneralName.IP && name.forPeople().equals(commonName)) {
        return false;
      }
    }
    return sameButForCase || looksLikeAddress(commonName) || isInternationalised(commonName);
  }

  /** Four numbers, colons between hexadecimal digits, or one hexadecimal number. */
  private static boolean looksLikeAddress(String name) {
    int dots = 0;
    int colons = 0;
    boolean decimal = true;
    boolean hexadecimal = true;
    boolean prefixed = name.startsWith("0x") || name.startsWith("0X");
    for (int i = prefixed ? 2 : 0; i < name.length(); i++) {
      char c = name.charAt(i);
      dots += c == '.' ? 1 : 0;
      colons += c == ':' ? 1 : 0;
      decimal &= (c >= '0' && c <= '9') || c == '.';
      hexadecimal &= (c < 128 && Character.digit(c, 16) >= 0) || c == ':' || c == '.';
    }
    return (decimal && dots == 3) || (hexadecimal && (colons >= 2 || (prefixed && dots == 0)));
  }

  private static boolean isInternationalised(String name) {
    String lower = DnsName.lowerCase(name);
    boolean encoded = lower.startsWith("xn--") || lower.contains(".xn--");
    return name.indexOf('.') > 0 && name.indexOf(' ') < 0 && (encoded || !DnsName.isAscii(name));
  }
}
