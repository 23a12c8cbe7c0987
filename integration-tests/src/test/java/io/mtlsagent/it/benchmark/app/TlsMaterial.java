package io.mtlsagent.it.benchmark.app;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** One key store and one anchor, for contexts as a careful programmer makes them by hand. */
final class TlsMaterial {

  private final KeyManager[] keys;
  private final TrustManager[] anchors;

  /**
   * Reads the files.
   *
   * @param anchor PEM file of one certificate
   */
  TlsMaterial(Path keystore, char[] password, Path anchor) throws Exception {
    KeyStore own = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keystore)) {
      own.load(in, password);
    }
    KeyManagerFactory keyFactory =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyFactory.init(own, password);
    keys = keyFactory.getKeyManagers();

    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    try (InputStream in = Files.newInputStream(anchor)) {
      trusted.setCertificateEntry(
          "anchor", CertificateFactory.getInstance("X.509").generateCertificate(in));
    }
    TrustManagerFactory trustFactory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustFactory.init(trusted);
    anchors = trustFactory.getTrustManagers();
  }

  /** A context that has a certificate to show. */
  SSLContext withIdentity() throws Exception {
    return context(keys);
  }

  /** A context that shows no certificate. */
  SSLContext anonymous() throws Exception {
    return context(new KeyManager[0]);
  }

  private SSLContext context(KeyManager[] shown) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(shown, anchors, null);
    return context;
  }
}
