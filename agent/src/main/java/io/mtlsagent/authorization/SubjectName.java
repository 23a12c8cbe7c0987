package io.mtlsagent.authorization;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1BMPString;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1NumericString;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1PrintableString;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.ASN1T61String;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.ASN1VisibleString;
import org.bouncycastle.asn1.x500.AttributeTypeAndValue;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;

/**
 * The subject of a certificate as its DER says it (RFC 5280, section 4.1.2.6), never taken apart as
 * text: a comma within a value, or several attributes within one relative name, cannot be mistaken.
 */
final class SubjectName {

  /** Stands for a value that is no text; a NUL, so that it never becomes part of a user name. */
  private static final String UNREADABLE = "\0";

  private final X500Name name;

  private SubjectName(X500Name name) {
    this.name = name;
  }

  static SubjectName of(X509Certificate certificate) {
    return new SubjectName(
        X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded()));
  }

  /** The values of all attributes of a type, from the first to the last in the DER. */
  List<String> values(ASN1ObjectIdentifier type) {
    List<String> values = new ArrayList<>();
    for (RDN relative : name.getRDNs()) {
      for (AttributeTypeAndValue attribute : relative.getTypesAndValues()) {
        if (attribute.getType().equals(type)) {
          values.add(text(attribute.getValue()));
        }
      }
    }
    return values;
  }

  /** Whether each value is text that may be part of a user name, or no text at all. */
  boolean isClean() {
    for (RDN relative : name.getRDNs()) {
      for (AttributeTypeAndValue attribute : relative.getTypesAndValues()) {
        ASN1Encodable value = attribute.getValue();
        boolean textual = value instanceof ASN1String && !(value instanceof ASN1BitString);
        if (textual && UserName.hasForbiddenCharacter(text(value))) {
          return false;
        }
      }
    }
    return true;
  }

  /** The text of the string types that RFC 5280 allows in a name and Bouncy Castle decodes. */
  private static String text(ASN1Encodable value) {
    boolean decoded =
        value instanceof ASN1UTF8String
            || value instanceof ASN1PrintableString
            || value instanceof ASN1NumericString
            || value instanceof ASN1VisibleString
            || value instanceof ASN1IA5String
            || value instanceof ASN1BMPString
            || value instanceof ASN1T61String;
    if (!decoded) {
      return UNREADABLE;
    }
    try {
      return ((ASN1String) value).getString();
    } catch (IllegalArgumentException e) {
      // Malformed UTF-8.
      return UNREADABLE;
    }
  }
}
