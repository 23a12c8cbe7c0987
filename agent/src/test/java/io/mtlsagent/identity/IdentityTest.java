package io.mtlsagent.identity;

import static io.mtlsagent.identity.Fixtures.SECRET;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Pki;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityTest {

  private static final Fixtures FIXTURES = Fixtures.kept();

  @TempDir Path directory;

  private final Pki zoo = Pki.root("zoo");

  @Test
  void certificateForBothRolesDrawsNoWarning() throws Exception {
    assertThat(warnings(zoo.issue("alice").forBoth().valid(daysFromNow(-1), daysFromNow(40))))
        .isEmpty();
    assertThat(warnings(zoo.issue("alice").valid(daysFromNow(-1), daysFromNow(40)))).isEmpty();
    assertThat(
            warnings(
                zoo.issue("alice")
                    .purposes(KeyPurposeId.anyExtendedKeyUsage)
                    .valid(daysFromNow(-1), daysFromNow(40))))
        .isEmpty();
  }

  @Test
  void expiredCertificateIsAWarning() throws Exception {
    assertThat(warnings(zoo.issue("alice").expired()))
        .singleElement()
        .asString()
        .startsWith("our certificate O=zoo, CN=alice expired on 20")
        .endsWith("Z: peers will refuse it. Renew it.");
  }

  @Test
  void certificateOfTheFutureIsAWarning() throws Exception {
    assertThat(warnings(zoo.issue("alice").valid(daysFromNow(1), daysFromNow(40))))
        .singleElement()
        .asString()
        .contains("is not valid before 20")
        .endsWith("Check the clock, or have it issued anew.");
  }

  @Test
  void certificateThatExpiresWithinThirtyDaysIsAWarning() throws Exception {
    assertThat(warnings(zoo.issue("alice").valid(daysFromNow(-1), daysFromNow(29))))
        .singleElement()
        .asString()
        .contains("expires on 20")
        .endsWith("Renew it in time.");
  }

  @Test
  void certificateForOneRoleIsAWarning() throws Exception {
    assertThat(warnings(lasting(zoo.issue("a").forClient())))
        .singleElement()
        .asString()
        .contains("lacks serverAuth");
    assertThat(warnings(lasting(zoo.issue("a").forServer())))
        .singleElement()
        .asString()
        .contains("lacks clientAuth");
    assertThat(warnings(lasting(zoo.issue("a").purposes(KeyPurposeId.id_kp_emailProtection))))
        .singleElement()
        .asString()
        .contains("is neither for servers nor for clients");
  }

  @Test
  void certificateThatMayNotSignIsAWarning() throws Exception {
    assertThat(warnings(lasting(zoo.issue("a").keyUsage(KeyUsage.keyEncipherment))))
        .singleElement()
        .asString()
        .contains("its key usage lacks digitalSignature");
  }

  @Test
  void certificateOfAnAuthorityIsAWarning() throws Exception {
    assertThat(warnings(lasting(zoo.issue("a").ca().keyUsage(KeyUsage.digitalSignature))))
        .singleElement()
        .asString()
        .contains("is an authority's");
  }

  @Test
  void leftOutCertificateIsAWarning() throws Exception {
    Path both = directory.resolve("both.crt");
    Files.writeString(
        both,
        Files.readString(FIXTURES.path("ca.crt")) + Files.readString(FIXTURES.path("ec.crt")));

    Identity identity =
        IdentitySource.pem(both.toFile(), FIXTURES.file("ec.key"), "identity").read(null);

    assertThat(identity.chain()).hasSize(1);
    assertThat(identity.warnings(new Date()))
        .singleElement()
        .asString()
        .contains("the certificate CN=zoo beside ours");
  }

  @Test
  void keyAndCertificatesMayShareAFile() throws Exception {
    Path both = directory.resolve("both.pem");
    Files.writeString(
        both,
        Files.readString(FIXTURES.path("ec.key")) + Files.readString(FIXTURES.path("ec.crt")));

    assertThat(IdentitySource.pem(both.toFile(), both.toFile(), "identity").read(null).chain())
        .hasSize(1);
  }

  @Test
  void curveThatTheKeyLeavesOutIsTakenFromTheCertificate() throws Exception {
    // An ECPrivateKey with the version and the number alone.
    byte[] plain = FIXTURES.pem("ec.crt", "ec.sec1.key").read(null).privateKey().getEncoded();
    byte[] number = Arrays.copyOfRange(plain, plain.length - 32, plain.length);
    byte[] bare = DerWriter.element(0x30, new byte[] {2, 1, 1}, DerWriter.element(0x04, number));
    Path key = directory.resolve("bare.key");
    Files.writeString(
        key,
        "-----BEGIN EC PRIVATE KEY-----\n"
            + Base64.getEncoder().encodeToString(bare)
            + "\n-----END EC PRIVATE KEY-----\n");

    assertThat(
            IdentitySource.pem(FIXTURES.file("ec.crt"), key.toFile(), "identity")
                .read(null)
                .keyAlgorithm())
        .isEqualTo("EC");
  }

  @Test
  void issuersAreThoseOfTheWholeChain() throws Exception {
    Identity identity = FIXTURES.pem("ec.chain.crt", "ec.key").read(null);

    assertThat(identity.isIssuedByOneOf(authorities("CN=keepers"))).isTrue();
    assertThat(identity.isIssuedByOneOf(authorities("CN=circus", "CN=zoo"))).isTrue();
    assertThat(identity.isIssuedByOneOf(authorities("CN=circus"))).isFalse();
    assertThat(identity.isIssuedByOneOf(null)).isTrue();
    assertThat(identity.isIssuedByOneOf(authorities())).isTrue();
  }

  @Test
  void identityIsReadAgainOnlyWhenAFileHoldsSomethingElse() throws Exception {
    File certificate = copy("ec.chain.crt", "tls.crt");
    File key = copy("ec.key", "tls.key");
    IdentitySource source = IdentitySource.pem(certificate, key, "identity");
    Identity first = source.read(null);

    copy("ec.chain.crt", "tls.crt");
    assertThat(source.readIfChanged(null, first)).isSameAs(first);

    copy("rsa.chain.crt", "tls.crt");
    copy("rsa.key", "tls.key");
    assertThat(source.readIfChanged(null, first).keyAlgorithm()).isEqualTo("RSA");
  }

  @Test
  void keyStoreIsReadAgainOnlyWhenItHoldsSomethingElse() throws Exception {
    File file = copy("ec.p12", "store.p12");
    IdentitySource source = IdentitySource.keyStore(file, null, null, "identity");
    Identity first = source.read(SECRET);

    assertThat(source.readIfChanged(SECRET, first)).isSameAs(first);
    copy("rsa.p12", "store.p12");
    assertThat(source.readIfChanged(SECRET, first)).isNotSameAs(first);
  }

  @Test
  void anchorsAreReadAgainOnlyWhenAFileHoldsSomethingElseAndEachOnce() throws Exception {
    List<File> files = List.of(copy("ca.crt", "a.crt"), copy("ca.crt", "b.crt"));
    AnchorFiles first = AnchorFiles.read(files, "trust.certificates", null);

    assertThat(first.certificates()).hasSize(1);
    assertThat(AnchorFiles.read(files, "trust.certificates", first)).isSameAs(first);
    copy("ec.chain.crt", "b.crt");
    assertThat(AnchorFiles.read(files, "trust.certificates", first).certificates()).hasSize(3);
  }

  private static CertificateRecipe lasting(CertificateRecipe recipe) {
    return recipe.valid(daysFromNow(-1), daysFromNow(40));
  }

  private static Instant daysFromNow(int days) {
    return Instant.now().plus(Duration.ofDays(days)).plusSeconds(60);
  }

  private List<String> warnings(CertificateRecipe recipe) throws Exception {
    Issued issued = recipe.make();
    Path certificate = directory.resolve("tls.crt");
    Path key = directory.resolve("tls.key");
    Files.writeString(certificate, pem("CERTIFICATE", issued.certificate().getEncoded()));
    Files.writeString(key, pem("PRIVATE KEY", issued.key().getPrivate().getEncoded()));
    return IdentitySource.pem(certificate.toFile(), key.toFile(), "identity")
        .read(null)
        .warnings(new Date());
  }

  private static String pem(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(der), label);
  }

  private static Principal[] authorities(String... names) {
    return List.of(names).stream().map(X500Principal::new).toArray(Principal[]::new);
  }

  private File copy(String from, String to) throws Exception {
    Path target = directory.resolve(to);
    Files.write(target, FIXTURES.bytes(from));
    return target.toFile();
  }
}
