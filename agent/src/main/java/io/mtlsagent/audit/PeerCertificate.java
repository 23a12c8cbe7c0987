package io.mtlsagent.audit;

import io.mtlsagent.policy.Timestamp;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * The members of {@code tls.client} or {@code tls.server} that a certificate determines, ready to
 * be copied into a line. At most some 9 kB, whatever the certificate holds.
 */
final class PeerCertificate {

  static final int MAX_NAME_BYTES = 1024;
  static final int MAX_ALTERNATIVE_NAMES = 64;
  static final int MAX_ALTERNATIVE_NAME_BYTES = 512;
  static final int MAX_ALTERNATIVE_NAMES_BYTES = 6 * 1024;
  static final int MAX_SERIAL_BYTES = 64;

  private static final String ALTERNATIVE_NAMES = "2.5.29.17";
  private static final String UNREADABLE = "[unreadable]";

  private PeerCertificate() {}

  static byte[] members(X509Certificate certificate) {
    JsonWriter json = new JsonWriter();
    json.text("subject", name(certificate.getSubjectX500Principal()), MAX_NAME_BYTES);
    json.text("issuer", name(certificate.getIssuerX500Principal()), MAX_NAME_BYTES);
    json.text("not_before", Timestamp.of(certificate.getNotBefore().getTime()), 32);
    json.text("not_after", Timestamp.of(certificate.getNotAfter().getTime()), 32);
    String fingerprint = fingerprint(certificate);
    if (fingerprint != null) {
      json.object("hash").text("sha256", fingerprint, 64).end();
    }
    json.object("x509");
    json.text("serial_number", serialNumber(certificate.getSerialNumber()), 2 * MAX_SERIAL_BYTES);
    alternativeNames(json, certificate);
    json.end();
    return json.members();
  }

  private static String name(X500Principal principal) {
    return principal.getName(X500Principal.RFC2253);
  }

  private static @Nullable String fingerprint(X509Certificate certificate) {
    try {
      MessageDigest sha256 = Sha256.newDigest();
      return UpperHex.of(sha256.digest(certificate.getEncoded()));
    } catch (CertificateEncodingException e) {
      return null;
    }
  }

  /** The magnitude without leading zeros; a negative number (RFC 5280 forbids it) as encoded. */
  static String serialNumber(BigInteger number) {
    byte[] bytes = number.toByteArray();
    int from = bytes.length > 1 && bytes[0] == 0 ? 1 : 0;
    int to = Math.min(bytes.length, from + MAX_SERIAL_BYTES + 1);
    return UpperHex.of(bytes, from, to);
  }

  private static void alternativeNames(JsonWriter json, X509Certificate certificate) {
    json.array("alternative_names");
    try {
      Collection<List<?>> names = certificate.getSubjectAlternativeNames();
      if (names != null) {
        alternativeNames(json, names);
      } else if (certificate.getExtensionValue(ALTERNATIVE_NAMES) != null) {
        // The JDK passes over an extension that it cannot parse.
        json.element(UNREADABLE, 16);
      }
    } catch (CertificateParsingException e) {
      json.element(UNREADABLE, 16);
    }
    json.endArray();
  }

  private static void alternativeNames(JsonWriter json, Collection<List<?>> names) {
    int limit = json.size() + MAX_ALTERNATIVE_NAMES_BYTES - MAX_ALTERNATIVE_NAME_BYTES;
    int written = 0;
    for (List<?> name : names) {
      if (written == MAX_ALTERNATIVE_NAMES || json.size() > limit) {
        json.element("[" + (names.size() - written) + " more]", 32);
        return;
      }
      json.element(alternativeName(name), MAX_ALTERNATIVE_NAME_BYTES);
      written++;
    }
  }

  /** The kinds of X509Certificate#getSubjectAlternativeNames (RFC 5280, section 4.2.1.6). */
  private static String alternativeName(List<?> name) {
    Object kind = name.get(0);
    Object value = name.get(1);
    String text = value instanceof byte[] ? bounded((byte[]) value) : String.valueOf(value);
    if (!(kind instanceof Integer)) {
      return "OTHER:" + text;
    }
    switch ((Integer) kind) {
      case 1:
        return "EMAIL:" + text;
      case 2:
        return "DNS:" + text;
      case 4:
        return "DIRNAME:" + text;
      case 6:
        return "URI:" + text;
      case 7:
        return "IP:" + AddressText.shortened(text);
      case 8:
        return "RID:" + text;
      default:
        return "OTHER:" + text;
    }
  }

  private static String bounded(byte[] encoded) {
    return UpperHex.of(encoded, 0, Math.min(encoded.length, MAX_ALTERNATIVE_NAME_BYTES));
  }
}
