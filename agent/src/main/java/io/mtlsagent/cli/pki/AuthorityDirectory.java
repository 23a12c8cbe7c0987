package io.mtlsagent.cli.pki;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.identity.Identity;
import java.io.IOException;
import java.math.BigInteger;
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

  private static final Duration SKEW = Duration.ofHours(1);

  private final AuthorityFiles files;

  public AuthorityDirectory(Path directory) {
    this.files = new AuthorityFiles(directory);
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
    files.begin();
    Date from = Date.from(Instant.now().minus(SKEW));
    Date to = Date.from(Instant.now().plus(validity));
    List<Path> made = new ArrayList<>();
    Register register = new Register();
    KeyPair rootKey = keyType.generate();
    X500Principal subject = commonName(name);
    Issuer root = new Issuer(subject, rootKey.getPublic(), rootKey.getPrivate());
    NewCertificate wantedRoot = NewCertificate.authority(subject, rootKey.getPublic(), from, to);
    made.add(files.saveChain(AuthorityFiles.ROOT, root.sign(wantedRoot, newSerial())));
    made.add(files.saveKey(AuthorityFiles.ROOT, KeyFiles.pem(rootKey, null)));
    if (levels > 1) {
      KeyPair key = keyType.generate();
      NewCertificate wanted =
          NewCertificate.authority(commonName(name + " intermediate"), key.getPublic(), from, to);
      X509Certificate certificate = root.sign(wanted, newSerial());
      made.add(files.saveChain(AuthorityFiles.INTERMEDIATE, certificate));
      made.add(files.saveKey(AuthorityFiles.INTERMEDIATE, KeyFiles.pem(key, null)));
      register.add(entry(certificate, AuthorityFiles.ROOT, AuthorityFiles.INTERMEDIATE));
    }
    files.save(register);
    made.addAll(refreshLists(LIST_VALIDITY));
    return made;
  }

  /**
   * Issues a certificate with a fresh key, and brings the revocation lists up to date.
   *
   * @return the files made
   * @throws PkiException where something asked for is not possible
   */
  public List<Path> issue(IssueOptions options)
      throws PkiException, ConfigurationException, GeneralSecurityException, IOException {
    Register register = files.register();
    IssueCheck.requireFree(options, files);
    String name = options.name();
    String issuerName = files.issuerName();
    Identity authority = files.authority(issuerName);
    IssueCheck.requireSensibleDates(options, authority.certificate());
    KeyPair key = options.keyType().generate();
    X509Certificate certificate =
        Issuer.of(authority.certificate(), authority.privateKey())
            .sign(NewCertificate.endEntity(key.getPublic(), options), newSerial());
    X509Certificate[] chain =
        issuerName.equals(AuthorityFiles.ROOT)
            ? new X509Certificate[] {certificate}
            : new X509Certificate[] {certificate, authority.certificate()};
    char[] storePassword = options.storePassword();
    byte[] store =
        storePassword == null ? null : KeyFiles.keyStore(name, key, chain, storePassword);
    byte[] pem = KeyFiles.pem(key, options.keyPassword());
    // Entered first: a certificate that nobody has noted could not be revoked by its name.
    register.add(entry(certificate, issuerName, name));
    files.save(register);
    List<Path> made = new ArrayList<>();
    made.add(files.saveChain(name, chain));
    made.add(files.saveKey(name, pem));
    if (store != null) {
      made.add(files.saveStore(name, store));
    }
    made.addAll(refreshLists(LIST_VALIDITY));
    return made;
  }

  /**
   * Revokes every certificate of a name that is not revoked yet, and brings the lists up to date.
   *
   * @return the serial numbers, in hexadecimal; none where all were revoked before
   * @throws PkiException where no certificate has the name
   */
  public List<String> revoke(String name, RevocationReason reason)
      throws PkiException, ConfigurationException, GeneralSecurityException, IOException {
    Register register = files.register();
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
    Register register = files.register();
    return revoke(
        register, register.numbered(serial), "the number " + Register.hex(serial), reason);
  }

  private List<String> revoke(
      Register register, List<Register.Entry> found, String what, RevocationReason reason)
      throws PkiException, ConfigurationException, GeneralSecurityException, IOException {
    if (found.isEmpty()) {
      throw new PkiException(
          "no certificate of " + what + " was issued here. See " + files.registerFile() + ".");
    }
    List<String> revoked = new ArrayList<>();
    for (Register.Entry entry : found) {
      if (!entry.isRevoked()) {
        register.replace(entry, entry.revoked(now(), reason));
        revoked.add(Register.hex(entry.serial()));
      }
    }
    files.save(register);
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
    List<Path> made = new ArrayList<>();
    Register register = files.register();
    made.add(saveList(AuthorityFiles.ROOT, register, validity));
    if (files.issuerName().equals(AuthorityFiles.INTERMEDIATE)) {
      made.add(saveList(AuthorityFiles.INTERMEDIATE, register, validity));
    }
    return made;
  }

  private Path saveList(String issuer, Register register, Duration validity)
      throws ConfigurationException, GeneralSecurityException, IOException {
    Identity authority = files.authority(issuer);
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
    return files.saveList(issuer, list);
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
