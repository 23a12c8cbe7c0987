package io.mtlsagent.pem;

import io.mtlsagent.config.ConfigurationException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** Reads the certificates of a file: any number of PEM blocks, or one in DER. */
public final class CertificateReader {

  private CertificateReader() {}

  /**
   * All certificates in the order of the file, at least one. Blocks of another kind beside them are
   * passed over.
   *
   * @throws ConfigurationException where there is none, or one that cannot be read
   */
  public static List<X509Certificate> read(FileContent content) throws ConfigurationException {
    List<X509Certificate> certificates = new ArrayList<>();
    if (PemReader.isArmoured(content.bytes())) {
      for (PemBlock block : blocks(content)) {
        if (block.isCertificate()) {
          certificates.add(parse(content, block.content(), " in line " + block.line()));
        } else if (block.label().equals("TRUSTED CERTIFICATE")) {
          // Its settings can narrow the trust in it; to drop them in silence would widen it.
          throw content.error(
              "holds a certificate with OpenSSL's trust settings",
              "Take them off with: openssl x509 -in " + content.path() + " -out NEW");
        }
      }
    } else if (FileKind.isDerCertificate(content.bytes())) {
      certificates.add(parse(content, content.bytes(), ""));
    }
    if (certificates.isEmpty()) {
      throw none(content);
    }
    return certificates;
  }

  private static List<PemBlock> blocks(FileContent content) throws ConfigurationException {
    try {
      return PemReader.read(content.bytes());
    } catch (PemException e) {
      throw content.error(e.problem(), "Write the file anew from its source");
    }
  }

  private static X509Certificate parse(FileContent content, byte[] der, String where)
      throws ConfigurationException {
    String mend = "Write the file anew from its source";
    if (!DerReader.isOneSequence(der)) {
      throw content.error("the certificate" + where + " is cut off or garbled", mend);
    }
    try {
      return CertificateParser.parse(der);
    } catch (CertificateException e) {
      throw content.error("the certificate" + where + " cannot be read: " + e.getMessage(), mend);
    }
  }

  private static ConfigurationException none(FileContent content) {
    String found = FileKind.describe(content.bytes());
    String mend;
    switch (found) {
      case "a PKCS#7 bundle":
        mend = "Convert it with: openssl pkcs7 -print_certs -in " + content.path() + " -out NEW";
        break;
      case "a DER PKCS#7 bundle":
        mend =
            "Convert it with: openssl pkcs7 -inform DER -print_certs -in "
                + content.path()
                + " -out NEW";
        break;
      case "a PKCS#12 key store":
      case "a JKS key store":
      case "a JCEKS key store":
        mend = "Name it as a key store (.keystore) instead, or put PEM certificates there";
        break;
      case "a certificate request":
        mend = "Name the certificate that your authority issued for this request";
        break;
      default:
        mend = "Name a file with PEM certificates in " + content.key();
    }
    return content.error("holds no certificate but " + found, mend);
  }
}
