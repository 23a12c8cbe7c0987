package io.mtlsagent.it.tls;

import io.mtlsagent.testing.Issued;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

/** Writes certificates, keys and lists into one folder. A file is replaced in one step. */
final class MaterialFolder {

  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private final Path directory;

  MaterialFolder(Path directory) {
    this.directory = directory;
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  Path certificates(String name, List<X509Certificate> certificates) {
    try {
      StringBuilder all = new StringBuilder();
      for (X509Certificate certificate : certificates) {
        all.append(pem("CERTIFICATE", certificate.getEncoded()));
      }
      return write(name, all.toString().getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  Path list(String name, X509CRL list) {
    try {
      return write(name, pem("X509 CRL", list.getEncoded()).getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  PeerFiles peer(String name, Issued issued, List<X509Certificate> sent, String password) {
    return new PeerFiles(
        issued,
        sent,
        certificates(name + ".crt", sent),
        write(
            name + ".key",
            pem("PRIVATE KEY", issued.key().getPrivate().getEncoded())
                .getBytes(StandardCharsets.US_ASCII)),
        keystore(name + ".p12", name, issued, sent, password.toCharArray()));
  }

  private Path keystore(
      String file, String alias, Issued issued, List<X509Certificate> sent, char[] password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(
          alias, issued.key().getPrivate(), password, sent.toArray(new Certificate[0]));
      return store(file, store, password);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Path truststore(String file, X509Certificate anchor, String password) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setCertificateEntry("ca", anchor);
      return store(file, store, password.toCharArray());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Path store(String file, KeyStore store, char[] password)
      throws GeneralSecurityException, IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, password);
    return write(file, bytes.toByteArray());
  }

  private static String pem(String type, byte[] content) {
    return "-----BEGIN "
        + type
        + "-----\n"
        + LINES.encodeToString(content)
        + "\n-----END "
        + type
        + "-----\n";
  }

  private Path write(String name, byte[] content) {
    Path file = file(name);
    try {
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.write(fresh, content);
      return Files.move(
          fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
