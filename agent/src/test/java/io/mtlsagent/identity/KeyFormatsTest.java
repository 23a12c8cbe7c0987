package io.mtlsagent.identity;

import static io.mtlsagent.identity.Fixtures.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every format of keys, certificates and stores that is promised, as openssl and keytool write. */
class KeyFormatsTest {

  Fixtures fixtures() {
    return Fixtures.kept();
  }

  @ParameterizedTest
  @CsvSource({
    "ec, EC",
    "ec384, EC",
    "ec521, EC",
    "rsa, RSA",
    "rsapss, RSASSA-PSS",
    "ed25519, EdDSA",
    "ed448, EdDSA"
  })
  void pkcs8KeyOfEveryAlgorithmIsRead(String name, String algorithm) throws Exception {
    Identity identity = fixtures().pem(name + ".chain.crt", name + ".key").read(null);

    assertThat(identity.keyAlgorithm()).isEqualTo(algorithm);
    assertThat(identity.chain())
        .extracting(certificate -> certificate.getSubjectX500Principal().getName())
        .containsExactly("O=zoo,CN=" + name, "CN=keepers");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ec.sec1.key",
        "ec.sec1-parameters.key",
        "ec.sec1-no-public.key",
        "ec.no-public.key"
      })
  void plainEcKeyOfEveryFormatIsRead(String key) throws Exception {
    assertIsTheKeyOfEc(fixtures().pem("ec.chain.crt", key).read(null));
  }

  @Test
  void pkcs1KeyIsRead() throws Exception {
    Identity identity = fixtures().pem("rsa.chain.crt", "rsa.pkcs1.key").read(null);

    assertThat(identity.privateKey())
        .isEqualTo(fixtures().pem("rsa.chain.crt", "rsa.key").read(null).privateKey());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aes256-sha256",
        "aes256-sha512",
        "aes192-sha384",
        "aes128-sha1",
        "3des",
        "scrypt",
        "pbe-3des",
        "pbe-rc2",
        "pbe-md5-des",
        "pbe-sha1-des"
      })
  void encryptedPkcs8KeyOfEverySchemeIsRead(String scheme) throws Exception {
    assertIsTheKeyOfEc(fixtures().pem("ec.chain.crt", "ec." + scheme + ".key").read(SECRET));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa.legacy-aes256", "rsa.legacy-aes128", "rsa.legacy-des3"})
  void keyEncryptedInTheArmourOfOldIsRead(String key) throws Exception {
    Identity identity = fixtures().pem("rsa.chain.crt", key + ".key").read(SECRET);

    assertThat(identity.privateKey())
        .isEqualTo(fixtures().pem("rsa.chain.crt", "rsa.key").read(null).privateKey());
  }

  @Test
  void ecKeyEncryptedInTheArmourOfOldIsRead() throws Exception {
    assertIsTheKeyOfEc(fixtures().pem("ec.chain.crt", "ec.legacy-aes256.key").read(SECRET));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ec.p12",
        "ec.legacy.p12",
        "ec.3des.p12",
        "ec.open-certificates.p12",
        "ec.no-mac.p12",
        "ec.keytool.p12",
        "ec.jks",
        "ec.jceks"
      })
  void keyStoreOfEveryTypeIsToldByItsContent(String store) throws Exception {
    assertIsTheKeyOfEc(fixtures().keyStore(store).read(SECRET));
  }

  @Test
  void keyStoreWithAnEmptyPasswordIsRead() throws Exception {
    assertIsTheKeyOfEc(fixtures().keyStore("ec.empty-password.p12").read(new char[0]));
  }

  @Test
  void keyStoreWithoutProtectionNeedsNoPassword() throws Exception {
    assertIsTheKeyOfEc(fixtures().keyStore("ec.open.p12").read(null));
  }

  @ParameterizedTest
  @CsvSource({"two.p12, alice, EC", "two.p12, BOB, RSA", "two.jks, Alice, EC", "two.jks, bob, RSA"})
  void keyIsChosenByItsAlias(String store, String alias, String algorithm) throws Exception {
    assertThat(fixtures().keyStore(store, alias).read(SECRET).keyAlgorithm()).isEqualTo(algorithm);
  }

  @ParameterizedTest
  @ValueSource(strings = {"anchors.openssl.p12", "anchors.PKCS12", "anchors.JKS", "anchors.JCEKS"})
  void trustStoreOfEveryTypeIsToldByItsContent(String store) throws Exception {
    assertThat(
            AnchorFiles.readKeyStore(fixtures().file(store), null, SECRET, "trust.keystore", null)
                .certificates())
        .containsExactlyElementsOf(anchors("ca.crt"));
  }

  @Test
  void certificateInDerIsRead() throws Exception {
    assertThat(anchors("ec.crt.der")).containsExactlyElementsOf(anchors("ec.crt"));
  }

  private List<X509Certificate> anchors(String name) throws Exception {
    File file = fixtures().file(name);
    return AnchorFiles.read(List.of(file), "trust.certificates", null).certificates();
  }

  private void assertIsTheKeyOfEc(Identity identity) throws Exception {
    Identity plain = fixtures().pem("ec.chain.crt", "ec.key").read(null);
    assertThat(((ECPrivateKey) identity.privateKey()).getS())
        .isEqualTo(((ECPrivateKey) plain.privateKey()).getS());
    assertThat(identity.chain()).containsExactly(plain.chain());
  }
}
