package io.mtlsagent.identity;

import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.DerReader;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds an extension (RFC 5280, section 4.2) in the encoding of a certificate: the JDK's own access
 * to extensions takes 5 to 14 ms when it is used for the first time.
 */
final class CertificateExtension {

  private static final int EXTENSIONS = 0xA3;

  private CertificateExtension() {}

  /**
   * The value of an extension.
   *
   * @param identifier the content of its object identifier
   * @return what the OCTET STRING holds; null where the certificate has no such extension
   */
  static @Nullable DerReader valueOf(X509Certificate certificate, byte[] identifier)
      throws DerException, CertificateEncodingException {
    DerReader signed =
        DerReader.of(certificate.getEncoded()).enter(DerReader.SEQUENCE).enter(DerReader.SEQUENCE);
    while (signed.hasMore() && !signed.isNext(EXTENSIONS)) {
      signed.skip();
    }
    if (!signed.hasMore()) {
      return null;
    }
    DerReader extensions = signed.enter(EXTENSIONS).enter(DerReader.SEQUENCE);
    while (extensions.hasMore()) {
      DerReader extension = extensions.enter(DerReader.SEQUENCE);
      if (Arrays.equals(extension.content(DerReader.OBJECT_IDENTIFIER), identifier)) {
        // Whether it is critical stands in between, or not.
        while (extension.hasMore() && !extension.isNext(DerReader.OCTET_STRING)) {
          extension.skip();
        }
        return extension.enter(DerReader.OCTET_STRING);
      }
    }
    return null;
  }
}
