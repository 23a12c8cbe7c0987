package io.mtlsagent.cli.pki;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.identity.IdentitySource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/**
 * An authority in a directory: {@code ca.crt}, {@code ca.key} and {@code ca.crl}, the same of an
 * intermediate where there is one, {@code certificates.txt} with all that was issued, and for each
 * certificate {@code NAME.crt}, {@code NAME.key} and perhaps {@code NAME.p12}.
 */
public final class AuthorityDirectory {

  /** How long a revocation list is good for unless asked otherwise. */
  public static final Duration LIST_VALIDITY = Duration.ofDays(365);

  private static final String ROOT = "ca";
  private static final String INTERMEDIATE = "intermediate";
  private static final String REGISTER = "certificates.txt";
  private static final Duration SKEW = Duration.ofHours(1);

  private final Path directory;

  public AuthorityDirectory(Path directory) {
    this.directory = directory;
  }

  /**
   * Makes the authority.
   *
   * @param name the common name of the root
   * @param levels one for a root that issues by itself, two for one with an intermediate
   * @return the files made
   * @throws PkiException where there is one already
   */
  public List<Path> init(String name, KeyType keyType, int levels, Duration validity)
      throws PkiException, ConfigurationException, GeneralSecurityException, IOException {
    for (String file : new String[] {"ca.crt", "ca.key", REGISTER}) {
      if (Files.exists(directory.resolve(file))) {
        throw new PkiException(
            directory.resolve(file)
                + " exists: an authority was made here before. Choose another directory, or remove"
                + " this one.");
      }
    }
    Files.createDirectories(directory);
    Date from = Date.from(Instant.now().minus(SKEW));
    Date to = Date.from(Instant.now().plus(validity));
    List<Path> files = new ArrayList<>();
    Register register = new Register();
    KeyPair rootKey = keyType.generate();
    X500Principal subject = commonName(name);
    Issuer root = new Issuer(subject, rootKey.getPublic(), rootKey.getPrivate());
    saveAuthority(
        ROOT,
        rootKey,
        root.sign(NewCertificate.authority(subject, rootKey.getPublic(), from, to), newSerial()),
        files);
    if (levels > 1) {
      KeyPair key = keyType.generate();
      NewCertificate wanted =
          NewCertificate.authority(commonName(name + " intermediate"), key.getPublic(), from, to);
      X509Certificate certificate = root.sign(wanted, newSerial());
      saveAuthority(INTERMEDIATE, key, certificate, files);
      register.add(entry(certificate, ROOT, INTERMEDIATE));
    }
    save(register);
    files.addAll(refreshLists(LIST_VALIDITY));
    return files;
  }

  /**
   * Issues a certificate with a fresh key, and brings the revocation lists up to date.
   *
   * @return the files made
   * @throws PkiException where something asked for is not possible
   */
  public List<Path> issue(IssueOptions options)
      throws PkiException, ConfigurationException, GeneralSecurityException, IOException {
    Register register = register();
    requireFree(options);
    String name = options.name();
    String issuerName = issuerName();
    Identity authority = authority(issuerName);
    requireSensibleDates(options, authority.certificate());
    KeyPair key = options.keyType().generate();
    X509Certificate certificate =
        Issuer.of(authority.certificate(), authority.privateKey())
            .sign(NewCertificate.endEntity(key.getPublic(), options), newSerial());
    X509Certificate[] chain =
        issuerName.equals(ROOT)
            ? new X509Certificate[] {certificate}
            : new X509Certificate[] {certificate, authority.certificate()};
    char[] storePassword = options.storePassword();
    byte[] store =
        storePassword == null ? null : KeyFiles.keyStore(name, key, chain, storePassword);
    byte[] pem = KeyFiles.pem(key, options.keyPassword());
    // Entered first: a certificate that nobody has noted could not be revoked by its name.
    register.add(entry(certificate, issuerName, name));
    save(register);
    List<Path> files = new ArrayList<>();
    files.add(saveChain(name, chain));
    files.add(saveKey(name, pem));
    if (store != null) {
      PlainFiles.writeSecret(file(name, ".p12"), store);
      files.add(file(name, ".p12"));
    }
    files.addAll(refreshLists(LIST_VALIDITY));
    return files;
  }

  /**
   * Revokes every certificate of a name that is not revoked yet, and brings the lists up to date.
   *
   * @return the serial numbers, in hexadecimal; none where all were revoked before
   * @throws PkiException where no certificate has the name
   */
  public List<String> revoke(String name, RevocationReason reason)
      throws PkiException, ConfigurationException, GeneralSecurityException, IOException {
    Register register = register();
    return revoke(register, register.named(name), "the name " + name, reason);
  }

  /**
   * Revokes the certificate of a serial number, and brings the lists up to date.
   *
   * @return the serial number, in hexadecimal; none where it was revoked before
   * @throws PkiException where no certificate has the number
   */
  public List<String> revoke(BigInteger serial, RevocationReason reason)
      throws PkiException, ConfigurationException, GeneralSecurityException, IOException {
    Register register = register();
    return revoke(
        register, register.numbered(serial), "the number " + Register.hex(serial), reason);
  }

  private List<String> revoke(
      Register register, List<Register.Entry> found, String what, RevocationReason reason)
      throws PkiException, ConfigurationException, GeneralSecurityException, IOException {
    if (found.isEmpty()) {
      throw new PkiException(
          "no certificate of "
              + what
              + " was issued here. See "
              + directory.resolve(REGISTER)
              + ".");
    }
    List<String> revoked = new ArrayList<>();
    for (Register.Entry entry : found) {
      if (!entry.isRevoked()) {
        register.replace(entry, entry.revoked(now(), reason));
        revoked.add(Register.hex(entry.serial()));
      }
    }
    save(register);
    refreshLists(LIST_VALIDITY);
    return revoked;
  }

  /**
   * Signs the revocation lists anew.
   *
   * @param validity from now to the nextUpdate; negative for lists that are out of date
   * @return their files
   */
  public List<Path> refreshLists(Duration validity)
      throws PkiException, ConfigurationException, GeneralSecurityException, IOException {
    List<Path> files = new ArrayList<>();
    Register register = register();
    files.add(saveList(ROOT, register, validity));
    if (issuerName().equals(INTERMEDIATE)) {
      files.add(saveList(INTERMEDIATE, register, validity));
    }
    return files;
  }

  private Path saveList(String issuer, Register register, Duration validity)
      throws ConfigurationException, GeneralSecurityException, IOException {
    Identity authority = authority(issuer);
    Instant now = Instant.now();
    Instant nextUpdate = now.plus(validity);
    // Before the nextUpdate in any case, and early enough for clocks that run behind.
    Instant thisUpdate = (validity.isNegative() ? nextUpdate : now).minus(SKEW);
    byte[] list =
        Issuer.of(authority.certificate(), authority.privateKey())
            .revocationList(
                register.revokedBy(issuer),
                // Grows with time, as RFC 5280, section 5.2.3, asks.
                BigInteger.valueOf(now.toEpochMilli()),
                Date.from(thisUpdate),
                Date.from(nextUpdate))
            .getEncoded();
    PlainFiles.write(file(issuer, ".crl"), PlainFiles.armour("X509 CRL", list));
    return file(issuer, ".crl");
  }

  private void requireFree(IssueOptions options) throws PkiException {
    String name = options.name();
    boolean plain = !name.isEmpty() && name.charAt(0) != '.' && name.charAt(0) != '-';
    for (int i = 0; i < name.length(); i++) {
      char letter = name.charAt(i);
      plain &= letter < 128 && (Character.isLetterOrDigit(letter) || "._-@".indexOf(letter) >= 0);
    }
    if (!plain || name.equals(ROOT) || name.equals(INTERMEDIATE)) {
      throw new PkiException(
          "\""
              + name
              + "\" cannot be the name of files here. Take letters, digits, dots and dashes, and"
              + " not ca or intermediate; --subject sets any subject.");
    }
    if (options.existing() == IssueOptions.Existing.KEEP && Files.exists(file(name, ".crt"))) {
      throw new PkiException(
          file(name, ".crt") + " exists. Choose another name, or add --renew to replace it.");
    }
  }

  private static void requireSensibleDates(IssueOptions options, X509Certificate authority)
      throws PkiException {
    if (!options.notBefore().isBefore(options.notAfter())) {
      throw new PkiException(
          "the certificate would end ("
              + options.notAfter()
              + ") before it begins ("
              + options.notBefore()
              + "). Correct --not-before, --not-after or --days.");
    }
    if (options.notAfter().isAfter(authority.getNotAfter().toInstant())) {
      throw new PkiException(
          "the certificate would outlive its authority, which ends on "
              + authority.getNotAfter().toInstant()
              + ". Ask for fewer days, or make a new authority.");
    }
  }

  private Identity authority(String name) throws ConfigurationException {
    return IdentitySource.pem(file(name, ".crt").toFile(), file(name, ".key").toFile(), name)
        .read(null);
  }

  private String issuerName() {
    return Files.exists(file(INTERMEDIATE, ".crt")) ? INTERMEDIATE : ROOT;
  }

  private void saveAuthority(
      String name, KeyPair key, X509Certificate certificate, List<Path> files)
      throws GeneralSecurityException, IOException {
    files.add(saveChain(name, certificate));
    files.add(saveKey(name, KeyFiles.pem(key, null)));
  }

  private Path saveKey(String name, byte[] pem) throws IOException {
    PlainFiles.writeSecret(file(name, ".key"), pem);
    return file(name, ".key");
  }

  private Path saveChain(String name, X509Certificate... chain)
      throws GeneralSecurityException, IOException {
    ByteArrayOutputStream pem = new ByteArrayOutputStream();
    for (X509Certificate certificate : chain) {
      pem.write(PlainFiles.armour("CERTIFICATE", certificate.getEncoded()));
    }
    PlainFiles.write(file(name, ".crt"), pem.toByteArray());
    return file(name, ".crt");
  }

  private Register register() throws PkiException, IOException {
    Path file = directory.resolve(REGISTER);
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

  private void save(Register register) throws IOException {
    String text = String.join("\n", register.lines()) + "\n";
    PlainFiles.write(directory.resolve(REGISTER), text.getBytes(StandardCharsets.UTF_8));
  }

  private static Register.Entry entry(X509Certificate certificate, String issuer, String name) {
    return new Register.Entry(
        certificate.getSerialNumber(),
        issuer,
        certificate.getNotAfter().toInstant(),
        name,
        certificate.getSubjectX500Principal().getName(),
        null,
        RevocationReason.UNSPECIFIED);
  }

  private Path file(String name, String ending) {
    return directory.resolve(name + ending);
  }

  private static X500Principal commonName(String name) {
    return new X500Principal("CN=" + Rdn.escapeValue(name));
  }

  /** To the second, as certificates and lists have it. */
  private static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS);
  }

  /** Positive, not zero, and not to be guessed (RFC 5280, section 4.1.2.2). */
  private static BigInteger newSerial() {
    return new BigInteger(63, new SecureRandom()).setBit(62);
  }
}
