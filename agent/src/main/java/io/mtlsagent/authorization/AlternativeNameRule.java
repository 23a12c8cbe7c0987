package io.mtlsagent.authorization;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.jspecify.annotations.Nullable;

/**
 * {@code san:uri}, {@code san:dns}, {@code san:email}: the first subject alternative name of a type
 * (RFC 5280, section 4.2.1.6).
 *
 * <p>Reads the extension itself: the JDK passes one that it cannot parse over, as if there were
 * none, and a later rule would name the user.
 */
final class AlternativeNameRule implements UserRule {

  /** The types of name that a user name can come from. */
  enum Type {
    URI(GeneralName.uniformResourceIdentifier),
    DNS(GeneralName.dNSName),
    EMAIL(GeneralName.rfc822Name);

    private final int tag;

    Type(int tag) {
      this.tag = tag;
    }
  }

  private static final String NOBODY = "";

  private final Type type;

  AlternativeNameRule(Type type) {
    this.type = type;
  }

  @Override
  public @Nullable String apply(X509Certificate leaf) {
    byte @Nullable [] extension = leaf.getExtensionValue(Extension.subjectAlternativeName.getId());
    if (extension == null) {
      return null;
    }
    try {
      return chosen(names(extension));
    } catch (IllegalArgumentException e) {
      return NOBODY;
    }
  }

  /** All names of the type in the order of the certificate. */
  private List<String> names(byte[] extension) {
    byte[] value = ASN1OctetString.getInstance(extension).getOctets();
    List<String> names = new ArrayList<>();
    for (GeneralName name : GeneralNames.getInstance(value).getNames()) {
      if (name.getTagNo() == type.tag) {
        names.add(ASN1IA5String.getInstance(name.getName()).getString());
      }
    }
    return names;
  }

  private @Nullable String chosen(List<String> names) {
    if (type == Type.URI && names.size() > 1) {
      // A SPIFFE identity is the only URI of its certificate (X509-SVID, section 2).
      return null;
    }
    for (String name : names) {
      if (!isAscii(name)) {
        return NOBODY;
      }
      if (type != Type.DNS) {
        return name;
      }
      if (name.indexOf('*') < 0) {
        // DNS names that differ in case are the same (RFC 4343): one holder, one user name.
        return name.toLowerCase(Locale.ROOT);
      }
      // A wildcard names no single holder.
    }
    return null;
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
