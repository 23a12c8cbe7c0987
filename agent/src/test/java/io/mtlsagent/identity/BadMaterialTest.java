package io.mtlsagent.identity;

import static io.mtlsagent.identity.Fixtures.SECRET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.mtlsagent.config.ConfigurationException;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each mistake in the material has an error that says what is wrong and what mends it. */
class BadMaterialTest {

  private static final Fixtures FIXTURES = Fixtures.kept();

  @TempDir Path directory;

  @Test
  void missingFile() {
    assertError(
        FIXTURES.pem("none.crt", "ec.key"),
        "none.crt: identity.certificate: does not exist. "
            + "Put the file there, or correct identity.certificate.");
    assertError(
        FIXTURES.pem("ec.crt", "none.key"),
        "none.key: identity.key: does not exist. Put the file there, or correct identity.key.");
    assertError(
        FIXTURES.keyStore("none.p12"),
        "none.p12: identity.keystore: does not exist. "
            + "Put the file there, or correct identity.keystore.");
  }

  @Test
  void directoryInsteadOfAFile() {
    assertError(
        IdentitySource.pem(directory.toFile(), FIXTURES.file("ec.key"), "identity"),
        ": identity.certificate: is a directory. Name a file inside it.");
  }

  @Test
  void emptyFile() throws Exception {
    Path empty = Files.createFile(directory.resolve("empty"));

    assertError(
        IdentitySource.pem(FIXTURES.file("ec.crt"), empty.toFile(), "identity"),
        "empty: identity.key: is empty. Write the file anew, or correct identity.key.");
  }

  @Test
  void fileThatMayNotBeRead() throws Exception {
    File locked = Files.writeString(directory.resolve("locked"), "x").toFile();
    assumeFalse(locked.setReadable(false) && locked.canRead(), "root may read everything");

    assertError(
        IdentitySource.pem(FIXTURES.file("ec.crt"), locked, "identity"),
        "locked: identity.key: may not be read by the user "
            + System.getProperty("user.name")
            + ". Give that user the right to read it.");
  }

  @Test
  void hugeFile() throws Exception {
    Path huge = directory.resolve("huge");
    Files.write(huge, new byte[10 * 1024 * 1024 + 1]);

    assertError(
        IdentitySource.pem(huge.toFile(), FIXTURES.file("ec.key"), "identity"),
        "huge: identity.certificate: is larger than 10 MB. "
            + "Check that identity.certificate names the right file.");
  }

  @ParameterizedTest
  @CsvSource({
    "ec.key, a private key",
    "ec.aes256-sha256.key, an encrypted private key",
    "ec.sec1-parameters.key, a private key",
    "ec.csr, a certificate request",
    "ec.public.key, a public key",
    "ec.key.der, a DER private key",
    "make.sh, text without a PEM block",
  })
  void certificateFileThatHoldsSomethingElse(String name, String found) {
    assertThatThrownBy(() -> FIXTURES.pem(name, "ec.key").read(null))
        .hasMessageContaining(name + ": identity.certificate: holds no certificate but " + found)
        .extracting(e -> ((ConfigurationException) e).mend())
        .asString()
        .isNotEmpty();
  }

  @Test
  void certificateFileThatHoldsAKeyStore() {
    for (String store : List.of("ec.p12", "ec.jks", "ec.jceks")) {
      assertThatThrownBy(() -> FIXTURES.pem(store, "ec.key").read(null))
          .hasMessageContaining("holds no certificate but a ")
          .hasMessageEndingWith(
              "Name it as a key store (.keystore) instead, or put PEM certificates there.");
    }
  }

  @Test
  void certificateInAPkcs7Bundle() {
    assertThatThrownBy(() -> FIXTURES.pem("ec.p7b", "ec.key").read(null))
        .hasMessageContaining(
            "ec.p7b: identity.certificate: holds no certificate but a PKCS#7 bundle. "
                + "Convert it with: openssl pkcs7 -print_certs -in ");
  }

  @Test
  void certificateWithTrustSettings() {
    assertThatThrownBy(() -> anchors("ca.trusted.crt"))
        .hasMessageContaining("holds a certificate with OpenSSL's trust settings. Take them off");
  }

  @Test
  void certificateThatIsCutOff() throws Exception {
    String pem = Files.readString(FIXTURES.path("ec.crt"));
    List<String> lines = pem.lines().toList();

    write("a.crt", String.join("\n", lines.subList(0, 6)));
    assertError(
        IdentitySource.pem(file("a.crt"), FIXTURES.file("ec.key"), "identity"),
        "a.crt: identity.certificate: the block CERTIFICATE that begins in line 1 is cut off: it"
            + " has no END line. Write the file anew from its source.");
    write("b.crt", String.join("\n", lines.subList(0, 6)) + "\n-----END CERTIFICATE-----");
    assertError(
        IdentitySource.pem(file("b.crt"), FIXTURES.file("ec.key"), "identity"),
        "b.crt: identity.certificate: the certificate in line 1 is cut off or garbled. "
            + "Write the file anew from its source.");
  }

  @Test
  void certificateThatIsGarbled() throws Exception {
    byte[] der = FIXTURES.bytes("ec.crt.der");
    Arrays.fill(der, 20, 60, (byte) 0x42);
    Files.write(directory.resolve("a.der"), der);

    assertThatThrownBy(
            () -> IdentitySource.pem(file("a.der"), FIXTURES.file("ec.key"), "identity").read(null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("a.der: identity.certificate: ");
  }

  @ParameterizedTest
  @CsvSource({
    "ec.crt, a certificate",
    "ec.csr, a certificate request",
    "ec.public.key, a public key",
    "ec.p7b, a PKCS#7 bundle",
    "make.sh, text without a PEM block",
    "ec.crt.der, a DER certificate",
  })
  void keyFileThatHoldsSomethingElse(String name, String found) {
    assertError(
        FIXTURES.pem("ec.crt", name),
        name
            + ": identity.key: holds no private key but "
            + found
            + ". Name the file with the private key that belongs to the certificate.");
  }

  @Test
  void keyInDer() {
    assertThatThrownBy(() -> FIXTURES.pem("ec.crt", "ec.key.der").read(null))
        .hasMessageContaining(
            "ec.key.der: identity.key: is not PEM: it holds a DER private key. "
                + "Convert it with: openssl pkey -inform DER -in ");
  }

  @Test
  void keyFileThatHoldsAKeyStore() {
    assertError(
        FIXTURES.pem("ec.crt", "ec.p12"),
        "ec.p12: identity.key: holds no private key but a PKCS#12 key store. "
            + "Name it as identity.keystore instead.");
  }

  @Test
  void severalKeys() throws Exception {
    String key = Files.readString(FIXTURES.path("ec.key"));
    write("two.key", key + key);

    assertError(
        IdentitySource.pem(FIXTURES.file("ec.crt"), file("two.key"), "identity"),
        "two.key: identity.key: holds more than one private key (in lines 1 and 6). "
            + "Leave only the key that belongs to the certificate.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dsa.key | holds a DSA key, which TLS 1.3 does not know",
        "secp256k1.key | holds an EC key on another curve than P-256, P-384 and P-521",
        "ec.explicit.pkcs8.key | holds an EC key with the numbers of its curve instead of the name",
        "x25519.key | holds a key of the kind 1.3.101.110, which cannot sign in TLS",
        "ec.aria.key | is encrypted by a method that is not supported (1.2.410.200046.1.1.12)",
      })
  void keyThatTlsCannotUse(String name, String problem) {
    assertThatThrownBy(() -> FIXTURES.pem("ec.crt", name).read(SECRET))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(name + ": identity.key: " + problem + ". ")
        .extracting(e -> ((ConfigurationException) e).mend())
        .asString()
        .contains("openssl ")
        .doesNotContain("FILE");
  }

  @Test
  void keyInTheFormatOfOpenSsh() throws Exception {
    write(
        "ssh.key",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEA\n"
            + "-----END OPENSSH PRIVATE KEY-----\n");

    assertThatThrownBy(
            () ->
                IdentitySource.pem(FIXTURES.file("ec.crt"), file("ssh.key"), "identity").read(null))
        .hasMessageContaining(
            "holds a key in OpenSSH's own format. Convert it (in place) with: ssh-keygen -p -m"
                + " PKCS8 -f ");
  }

  @Test
  void keyThatIsGarbled() throws Exception {
    write("a.key", "-----BEGIN PRIVATE KEY-----\nMIGHAgEA\n-----END PRIVATE KEY-----\n");
    write("b.key", "-----BEGIN RSA PRIVATE KEY-----\nMIGHAgEA\n-----END RSA PRIVATE KEY-----\n");

    assertError(
        IdentitySource.pem(FIXTURES.file("ec.crt"), file("a.key"), "identity"),
        "a.key: identity.key: holds a private key that is cut off or garbled (it ends too early). "
            + "Write the file anew from its source.");
    assertError(
        IdentitySource.pem(FIXTURES.file("ec.crt"), file("b.key"), "identity"),
        "b.key: identity.key: holds a garbled RSA key. Write the file anew from its source.");
  }

  @ParameterizedTest
  @CsvSource({
    "ec.crt, ec.aes256-sha256.key",
    "ec.crt, ec.scrypt.key",
    "ec.crt, ec.pbe-3des.key",
    "rsa.crt, rsa.legacy-aes256.key"
  })
  void keyWithAWrongOrMissingPassword(String certificate, String key) {
    IdentitySource source = FIXTURES.pem(certificate, key);

    assertThatThrownBy(() -> source.read("wrong".toCharArray()))
        .hasMessageEndingWith(
            key
                + ": identity.key.password: the password does not decrypt the key. "
                + "Correct identity.key.password.")
        .hasMessageNotContaining("wrong");
    assertError(
        source,
        key
            + ": identity.key: is encrypted, and identity.key.password is not set. Set"
            + " identity.key.password, for example to"
            + " ${file:/path/of/a/file/with/the/password}.");
  }

  /** One of 256 wrong passwords leads to a right padding; the rest must not be taken for a key. */
  @Test
  void noWrongPasswordPassesByChance() {
    IdentitySource source = FIXTURES.pem("rsa.crt", "rsa.legacy-aes128.key");
    for (int i = 0; i < 2000; i++) {
      char[] password = ("wrong" + i).toCharArray();
      assertThatThrownBy(() -> source.read(password))
          .hasMessageContaining("the password does not decrypt the key");
    }
  }

  @Test
  void keyOfAnotherCertificate() {
    String tail =
        " Name the key that this certificate was issued for, or have a certificate issued for the"
            + " key.";
    assertError(
        FIXTURES.pem("ec.crt", "intermediate.key"),
        "intermediate.key: identity.key: the key does not belong to the certificate O=zoo, CN=ec"
            + " in "
            + FIXTURES.file("ec.crt")
            + "."
            + tail);
    assertError(
        FIXTURES.pem("rsa.chain.crt", "ec.key"),
        "ec.key: identity.key: the key does not belong to the certificate O=zoo, CN=rsa, nor to"
            + " another one, in "
            + FIXTURES.file("rsa.chain.crt")
            + "."
            + tail);
  }

  @ParameterizedTest
  @CsvSource({"ec.p12", "ec.jks", "ec.jceks", "ec.no-mac.p12"})
  void keyStoreWithAWrongOrMissingPassword(String store) {
    assertThatThrownBy(() -> FIXTURES.keyStore(store).read("wrong".toCharArray()))
        .hasMessageEndingWith(
            store
                + ": identity.keystore.password: the password does not open the key store. "
                + "Correct identity.keystore.password.");
    assertError(
        FIXTURES.keyStore(store),
        store
            + ": identity.keystore.password: the key store is protected, and"
            + " identity.keystore.password is not set. Set identity.keystore.password, for example"
            + " to ${file:/path/of/a/file/with/the/password}.");
  }

  @ParameterizedTest
  @CsvSource({"two.p12", "two.jks"})
  void keyStoreWithSeveralKeysWithoutAlias(String store) {
    assertThatThrownBy(() -> FIXTURES.keyStore(store).read(SECRET))
        .hasMessageContaining(
            store + ": identity.keystore.alias: the key store holds several keys: ")
        .hasMessageContaining("alice")
        .hasMessageContaining("bob")
        .hasMessageEndingWith("Set identity.keystore.alias to one of them.");
  }

  @Test
  void unknownAlias() {
    assertThatThrownBy(() -> FIXTURES.keyStore("ec.p12", "bob").read(SECRET))
        .hasMessageEndingWith(
            "ec.p12: identity.keystore.alias: the key store has no key bob, but Alice. "
                + "Correct identity.keystore.alias.");
  }

  @Test
  void trustStoreAsAnIdentity() {
    assertThatThrownBy(() -> FIXTURES.keyStore("anchors.JKS").read(SECRET))
        .hasMessageContaining("identity.keystore: the key store holds no private key. ");
  }

  @Test
  void keyStoreThatIsSomethingElse() {
    assertError(
        FIXTURES.keyStore("ec.crt"),
        "ec.crt: identity.keystore: is no key store of a known type but a certificate. "
            + "Name PEM files with the keys for PEM files instead of identity.keystore.");
  }

  @Test
  void keyStoreOfAnUnknownType() {
    IdentitySource source =
        IdentitySource.keyStore(FIXTURES.file("ec.p12"), "NONE", null, "identity");

    assertThatThrownBy(() -> source.read(SECRET))
        .hasMessageEndingWith(
            "ec.p12: identity.keystore.type: this JVM has no key store of the type NONE. "
                + "Correct the type, or add the security provider for it to the JVM.");
  }

  @ParameterizedTest
  @CsvSource({"ec.p12", "ec.jks", "ec.legacy.p12"})
  void keyStoreThatIsCutOffAnywhere(String store) throws Exception {
    byte[] whole = FIXTURES.bytes(store);
    for (int length = 1; length < whole.length; length += 7) {
      Path cut = directory.resolve("cut");
      Files.write(cut, Arrays.copyOf(whole, length));
      assertThatThrownBy(
              () -> IdentitySource.keyStore(cut.toFile(), null, null, "identity").read(SECRET))
          .isInstanceOf(ConfigurationException.class);
    }
  }

  @ParameterizedTest
  @CsvSource({"ec.open.p12", "ec.p12", "ec.jks"})
  void keyStoreWithAnyByteChangedIsReadOrRefused(String store) throws Exception {
    byte[] whole = FIXTURES.bytes(store);
    Path changed = directory.resolve("changed");
    for (int at = 0; at < whole.length; at += 11) {
      byte[] bytes = whole.clone();
      bytes[at] ^= 0x55;
      Files.write(changed, bytes);
      try {
        IdentitySource.keyStore(changed.toFile(), null, null, "identity").read(SECRET);
      } catch (ConfigurationException e) {
        assertThat(e.mend()).isNotEmpty();
      }
    }
  }

  @Test
  void trustBundleWithoutACertificate() {
    assertThatThrownBy(() -> anchors("ca.key"))
        .hasMessageEndingWith(
            "ca.key: trust.certificates: holds no certificate but a private key. "
                + "Name a file with PEM certificates in trust.certificates.");
  }

  @Test
  void keyStoreAsATrustStore() {
    assertThatThrownBy(
            () ->
                AnchorFiles.readKeyStore(
                    FIXTURES.file("ec.p12"), null, SECRET, "trust.keystore", null))
        .hasMessageContaining(
            "ec.p12: trust.keystore: the trust store holds keys, but no trusted certificate. "
                + "Add the authority's certificate with: keytool -importcert ");
  }

  @ParameterizedTest
  @CsvSource({"anchors.PKCS12", "anchors.JKS", "anchors.JCEKS", "anchors.openssl.p12"})
  void passwordOfATrustStoreIsCheckedAndNamedByItsOwnKey(String store) {
    assertThatThrownBy(
            () ->
                AnchorFiles.readKeyStore(
                    FIXTURES.file(store), null, "wrong".toCharArray(), "trust.keystore", null))
        .hasMessageContaining("trust.keystore.password: the password does not open the key store");
  }

  @Test
  void identityDoesNotShowItsKey() throws Exception {
    Identity identity = FIXTURES.pem("rsa.chain.crt", "rsa.key").read(null);

    assertThat(identity.toString()).isEqualTo("Identity of O=zoo, CN=rsa (RSA, chain of 2)");
  }

  private static void anchors(String name) throws ConfigurationException {
    AnchorFiles.read(List.of(FIXTURES.file(name)), "trust.certificates", null);
  }

  private File file(String name) {
    return directory.resolve(name).toFile();
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(directory.resolve(name), text);
  }

  private static void assertError(IdentitySource source, String messageEnd) {
    assertThatThrownBy(() -> source.read(null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith(messageEnd);
  }
}
