package io.mtlsagent.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;

/** Writes certificates and keys in PEM. */
public final class PemFiles {

  private PemFiles() {}

  /** A file with these certificates, in this order. */
  public static Path certificates(Path file, X509Certificate... certificates) throws IOException {
    StringBuilder text = new StringBuilder();
    try {
      for (X509Certificate certificate : certificates) {
        text.append(block("CERTIFICATE", certificate.getEncoded()));
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException(e);
    }
    return Files.writeString(file, text);
  }

  /** A file with the private key in PKCS#8. */
  public static Path key(Path file, KeyPair key) throws IOException {
    return Files.writeString(file, block("PRIVATE KEY", key.getPrivate().getEncoded()));
  }

  static String block(String label, byte[] content) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }
}
