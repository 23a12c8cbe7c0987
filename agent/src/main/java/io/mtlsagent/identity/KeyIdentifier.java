package io.mtlsagent.identity;

import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.DerReader;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers by which a certificate names its own key and that of its issuer (RFC 5280,
 * sections 4.2.1.1 and 4.2.1.2).
 */
final class KeyIdentifier {

  private static final int KEY_IDENTIFIER = 0x80;
  private static final byte[] SUBJECT = {0x55, 0x1D, 0x0E};
  private static final byte[] AUTHORITY = {0x55, 0x1D, 0x23};

  private KeyIdentifier() {}

  /** Of the certificate's own key; null where it names none. */
  static byte @Nullable [] ofSubject(X509Certificate certificate) {
    try {
      DerReader value = CertificateExtension.valueOf(certificate, SUBJECT);
      return value == null ? null : value.content(DerReader.OCTET_STRING);
    } catch (DerException | CertificateEncodingException e) {
      return null;
    }
  }

  /** Of the key that signed the certificate; null where it names none. */
  static byte @Nullable [] ofAuthority(X509Certificate certificate) {
    try {
      DerReader value = CertificateExtension.valueOf(certificate, AUTHORITY);
      if (value == null) {
        return null;
      }
      DerReader names = value.enter(DerReader.SEQUENCE);
      return names.isNext(KEY_IDENTIFIER) ? names.content(KEY_IDENTIFIER) : null;
    } catch (DerException | CertificateEncodingException e) {
      return null;
    }
  }
}
