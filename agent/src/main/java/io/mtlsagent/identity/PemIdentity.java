package io.mtlsagent.identity;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.pem.CertificateReader;
import io.mtlsagent.pem.FileContent;
import io.mtlsagent.pem.Fingerprint;
import java.io.File;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An identity in PEM files: {@code identity.certificate} and {@code identity.key}. */
final class PemIdentity extends IdentitySource {

  private final File certificate;
  private final File key;
  private final String keyPrefix;

  PemIdentity(File certificate, File key, String keyPrefix) {
    this.certificate = certificate;
    this.key = key;
    this.keyPrefix = keyPrefix;
  }

  @Override
  List<FileContent> contents() throws ConfigurationException {
    return Arrays.asList(
        FileContent.read(certificate, keyPrefix + ".certificate"),
        FileContent.read(key, keyPrefix + ".key"));
  }

  @Override
  Identity parse(List<FileContent> contents, char @Nullable [] password, Fingerprint fingerprint)
      throws ConfigurationException {
    List<X509Certificate> certificates = CertificateReader.read(contents.get(0));
    FileContent keyFile = contents.get(1);
    OwnKey own =
        new PrivateKeyFile(keyFile, keyPrefix + ".key.password").read(password, certificates);
    for (X509Certificate candidate : certificates) {
      if (KeyMatch.belong(own, candidate.getPublicKey())) {
        return new Identity(
            own.privateKey(), CertificateChain.of(candidate, certificates), fingerprint);
      }
    }
    throw keyFile.error(
        "the key does not belong to the certificate "
            + certificates.get(0).getSubjectX500Principal()
            + (certificates.size() == 1 ? "" : ", nor to another one,")
            + " in "
            + certificate.getPath(),
        "Name the key that this certificate was issued for, or have a certificate issued for the "
            + "key");
  }
}
