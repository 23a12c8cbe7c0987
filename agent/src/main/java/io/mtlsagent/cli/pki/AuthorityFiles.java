package io.mtlsagent.cli.pki;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.identity.IdentitySource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;

/** What an authority keeps in its directory, and how it is read and written. */
final class AuthorityFiles {

  static final String ROOT = "ca";
  static final String INTERMEDIATE = "intermediate";
  private static final String REGISTER = "certificates.txt";

  private final Path directory;

  AuthorityFiles(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes the directory of a new authority.
   *
   * @throws PkiException where there is one already
   */
  void begin() throws PkiException, IOException {
    for (String file : new String[] {"ca.crt", "ca.key", REGISTER}) {
      if (Files.exists(directory.resolve(file))) {
        throw new PkiException(
            directory.resolve(file)
                + " exists: an authority was made here before. Choose another directory, or remove"
                + " this one.");
      }
    }
    Files.createDirectories(directory);
  }

  /** A file of a certificate's name, such as {@code .crt}. */
  Path file(String name, String ending) {
    return directory.resolve(name + ending);
  }

  /** The file with all that was issued. */
  Path registerFile() {
    return directory.resolve(REGISTER);
  }

  /** The name of the authority that issues. */
  String issuerName() {
    return Files.exists(file(INTERMEDIATE, ".crt")) ? INTERMEDIATE : ROOT;
  }

  /** An authority's certificate and key. */
  Identity authority(String name) throws ConfigurationException {
    return IdentitySource.pem(file(name, ".crt").toFile(), file(name, ".key").toFile(), name)
        .read(null);
  }

  Register register() throws PkiException, IOException {
    Path file = registerFile();
    if (!Files.exists(file)) {
      throw new PkiException(
          directory + " holds no authority. Make one with: pki init " + directory);
    }
    try {
      return Register.parse(Files.readAllLines(file, StandardCharsets.UTF_8));
    } catch (MalformedLineException e) {
      throw new PkiException(file + ": " + e.getMessage() + ". Mend or remove that line.");
    }
  }

  void save(Register register) throws IOException {
    String text = String.join("\n", register.lines()) + "\n";
    PlainFiles.write(registerFile(), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Returns the file, as the others do. */
  Path saveKey(String name, byte[] pem) throws IOException {
    return saveSecret(name, ".key", pem);
  }

  Path saveStore(String name, byte[] store) throws IOException {
    return saveSecret(name, ".p12", store);
  }

  private Path saveSecret(String name, String ending, byte[] content) throws IOException {
    PlainFiles.writeSecret(file(name, ending), content);
    return file(name, ending);
  }

  Path saveChain(String name, X509Certificate... chain)
      throws GeneralSecurityException, IOException {
    ByteArrayOutputStream pem = new ByteArrayOutputStream();
    for (X509Certificate certificate : chain) {
      pem.write(PlainFiles.armour("CERTIFICATE", certificate.getEncoded()));
    }
    PlainFiles.write(file(name, ".crt"), pem.toByteArray());
    return file(name, ".crt");
  }

  Path saveList(String issuer, byte[] list) throws IOException {
    PlainFiles.write(file(issuer, ".crl"), PlainFiles.armour("X509 CRL", list));
    return file(issuer, ".crl");
  }
}
