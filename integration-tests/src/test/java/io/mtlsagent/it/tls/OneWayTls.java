package io.mtlsagent.it.tls;

import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Pki;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * What the applications had before anybody thought of mutual TLS: a server's key store, and a trust
 * store for its clients. Its authority has nothing to do with the agent's.
 */
public final class OneWayTls {

  private final Path keystore;
  private final Path truststore;
  private final Path anchors;
  private final X509Certificate root;

  private OneWayTls(Path directory) {
    MaterialFolder folder = new MaterialFolder(directory);
    Pki authority = Pki.root("one-way");
    Issued server = authority.server("one-way server");
    this.root = authority.certificate();
    this.keystore =
        folder.peer("one-way", server, List.of(server.chain()), PkiFiles.PASSWORD).keystore();
    this.truststore = folder.truststore("one-way-trust.p12", root, PkiFiles.PASSWORD);
    this.anchors = folder.certificates("one-way-ca.crt", List.of(root));
  }

  public static OneWayTls in(Path directory) {
    return new OneWayTls(directory);
  }

  /** Options of every server application; some are clients too. */
  public String[] serverArguments() {
    return new String[] {
      "--port=0",
      "--keystore=" + keystore,
      "--truststore=" + truststore,
      "--storepass=" + PkiFiles.PASSWORD
    };
  }

  /** Options of every client application: it trusts the one-way authority. */
  public String[] clientArguments() {
    return new String[] {"--truststore=" + truststore, "--storepass=" + PkiFiles.PASSWORD};
  }

  /** A context of the server, for tests that play it. */
  public SSLContext serverContext() {
    try (InputStream in = Files.newInputStream(keystore)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, PkiFiles.PASSWORD.toCharArray());
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PkiFiles.PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** PKCS12 file of the server, see {@link PkiFiles#PASSWORD}. */
  public Path keystore() {
    return keystore;
  }

  /** PKCS12 file of the authority, see {@link PkiFiles#PASSWORD}. */
  public Path truststore() {
    return truststore;
  }

  /** PEM file of the authority. */
  public Path anchors() {
    return anchors;
  }

  public X509Certificate rootCertificate() {
    return root;
  }
}
