package io.mtlsagent.identity;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.pem.CertificateReader;
import io.mtlsagent.pem.FileContent;
import io.mtlsagent.pem.Fingerprint;
import java.io.File;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The trust anchors that were read from files, each once, and what the files held. */
public final class AnchorFiles {

  private final List<X509Certificate> certificates;
  private final Fingerprint fingerprint;

  private AnchorFiles(Set<X509Certificate> certificates, Fingerprint fingerprint) {
    this.certificates = Collections.unmodifiableList(new ArrayList<>(certificates));
    this.fingerprint = fingerprint;
  }

  /**
   * Reads PEM bundles, or single certificates in DER.
   *
   * @param key the configuration key that names the files, such as {@code trust.certificates}
   * @param last what an earlier reading gave: returned itself where nothing has changed; null at
   *     first
   * @throws ConfigurationException where a file cannot be read or holds no certificate
   */
  public static AnchorFiles read(List<File> files, String key, @Nullable AnchorFiles last)
      throws ConfigurationException {
    List<FileContent> contents = new ArrayList<>();
    for (File file : files) {
      contents.add(FileContent.read(file, key));
    }
    Fingerprint fingerprint = Fingerprint.of(contents);
    if (last != null && last.fingerprint.equals(fingerprint)) {
      return last;
    }
    Set<X509Certificate> certificates = new LinkedHashSet<>();
    for (FileContent content : contents) {
      certificates.addAll(CertificateReader.read(content));
    }
    return new AnchorFiles(certificates, fingerprint);
  }

  /**
   * Reads a trust store.
   *
   * @param file the store; null for a type without a file
   * @param type as configured; null to tell PKCS12, JKS and JCEKS by their content
   * @param password of the store; null where it has none
   * @param key the configuration key that names the store, such as {@code trust.keystore}
   * @param last as for {@link #read}
   * @throws ConfigurationException where the store cannot be opened or holds no trusted certificate
   */
  public static AnchorFiles readKeyStore(
      @Nullable File file,
      @Nullable String type,
      char @Nullable [] password,
      String key,
      @Nullable AnchorFiles last)
      throws ConfigurationException {
    List<FileContent> contents =
        file == null
            ? Collections.<FileContent>emptyList()
            : Collections.singletonList(FileContent.read(file, key));
    Fingerprint fingerprint = Fingerprint.of(contents);
    if (last != null && last.fingerprint.equals(fingerprint)) {
      return last;
    }
    KeyStoreContent content =
        new KeyStoreReader(key, type).read(file == null ? null : contents.get(0), password);
    if (content.trusted().isEmpty()) {
      throw new ConfigurationException(
          file == null ? String.valueOf(type) : file.getPath(),
          key,
          content.keys().isEmpty()
              ? "the trust store holds no certificate"
              : "the trust store holds keys, but no trusted certificate",
          "Add the authority's certificate with: keytool -importcert -alias ca -file ca.crt"
              + " -keystore "
              + (file == null ? "STORE" : file.getPath()));
    }
    return new AnchorFiles(new LinkedHashSet<>(content.trusted()), fingerprint);
  }

  /** At least one, in the order of the files. */
  public List<X509Certificate> certificates() {
    return certificates;
  }

  /** What the files held. */
  public Fingerprint fingerprint() {
    return fingerprint;
  }
}
