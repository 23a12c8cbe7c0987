package io.mtlsagent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mtlsagent.identity.Identity;
import io.mtlsagent.identity.IdentitySource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PkiCommandTest {

  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  @TempDir Path directory;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void initMakesAKeyACertificateAndAnEmptyList() throws Exception {
    assertThat(pki("init", "--name", "zoo, ca")).isZero();

    assertThat(names()).containsExactly("ca.crl", "ca.crt", "ca.key", "certificates.txt");
    assertThat(certificate("ca").getSubjectX500Principal().getName()).isEqualTo("CN=zoo\\, ca");
    assertThat(certificate("ca").getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    assertThat(certificate("ca").getKeyUsage())
        .containsExactly(false, false, false, false, false, true, true, false, false);
    assertThat(list("ca").getRevokedCertificates()).isNull();
    list("ca").verify(certificate("ca").getPublicKey());
  }

  @Test
  void keysAreForTheirOwnerAlone() throws Exception {
    pki("init");
    pki("issue", "server");

    for (String key : List.of("ca.key", "server.key")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path(key))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void initDoesNotOverwriteAnAuthority() throws Exception {
    pki("init");
    byte[] key = Files.readAllBytes(path("ca.key"));

    assertThat(pki("init")).isEqualTo(2);
    assertThat(Files.readAllBytes(path("ca.key"))).isEqualTo(key);
    assertThat(errors()).startsWith("[mtls-agent] ").contains("an authority was made here before");
  }

  @Test
  void certificateWithoutOptionsFitsBothRolesOnThisMachine() throws Exception {
    pki("init");
    assertThat(pki("issue", "server")).isZero();

    X509Certificate server = certificate("server");
    assertThat(server.getSubjectX500Principal().getName()).isEqualTo("CN=server");
    assertThat(server.getExtendedKeyUsage()).containsExactlyInAnyOrder(SERVER_AUTH, CLIENT_AUTH);
    assertThat(alternativeNames(server))
        .containsExactly("2:localhost", "7:127.0.0.1", "7:0:0:0:0:0:0:0:1");
    assertThat(server.getBasicConstraints()).isEqualTo(-1);
    assertThat(identity("server", null).warnings(new Date())).isEmpty();
    assertThat(output())
        .contains("identity.certificate=" + path("server.crt").toAbsolutePath())
        .contains("trust.certificates=" + path("ca.crt").toAbsolutePath());
  }

  @Test
  void nameWithADotIsAHostNameToo() throws Exception {
    pki("init");
    pki("issue", "shop.example");

    assertThat(alternativeNames(certificate("shop.example"))).contains("2:shop.example");
  }

  @Test
  void rolesAreNarrowedByName() throws Exception {
    pki("init");
    pki("issue", "alice", "--client");
    pki("issue", "server", "--server");

    assertThat(certificate("alice").getExtendedKeyUsage()).containsExactly(CLIENT_AUTH);
    assertThat(certificate("alice").getSubjectAlternativeNames()).isNull();
    assertThat(certificate("server").getExtendedKeyUsage()).containsExactly(SERVER_AUTH);
  }

  @Test
  void alternativeNamesOfEveryKindAreTaken() throws Exception {
    pki("init");
    assertThat(
            pki(
                "issue",
                "a",
                "--san",
                "dns:a.example,ip:10.0.0.7,IP:2001:db8::1",
                "--san",
                "uri:spiffe://zoo/a",
                "--san",
                "email:a@example",
                "--san",
                "b.example,10.0.0.8,::2,spiffe://zoo/b,b@example"))
        .isZero();

    assertThat(alternativeNames(certificate("a")))
        .containsExactly(
            "2:a.example",
            "7:10.0.0.7",
            "7:2001:db8:0:0:0:0:0:1",
            "6:spiffe://zoo/a",
            "1:a@example",
            "2:b.example",
            "7:10.0.0.8",
            "7:0:0:0:0:0:0:0:2",
            "6:spiffe://zoo/b",
            "1:b@example");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ip:localhost", "foo:bar", "dns:", "dns:a b", "dns:ä.example"})
  void wrongAlternativeNameIsRefused(String name) throws Exception {
    pki("init");

    assertThat(pki("issue", "a", "--san", name)).isEqualTo(2);
    assertThat(errors()).contains("\"" + name + "\" is no alternative name");
    assertThat(names()).doesNotContain("a.crt", "a.key");
  }

  @Test
  void subjectIsTakenAsWritten() throws Exception {
    pki("init");
    pki("issue", "alice", "--subject", "CN=alice,OU=keepers,O=zoo");

    assertThat(certificate("alice").getSubjectX500Principal().getName())
        .isEqualTo("CN=alice,OU=keepers,O=zoo");
  }

  @Test
  void datesAreTakenAsWritten() throws Exception {
    pki("init");
    pki("issue", "a", "--not-before", "2026-01-31", "--not-after", "2026-02-28T12:00:00Z");
    pki("issue", "b", "--days", "2");
    pki("issue", "c", "--expired");

    assertThat(certificate("a").getNotBefore()).isEqualTo(Instant.parse("2026-01-31T00:00:00Z"));
    assertThat(certificate("a").getNotAfter()).isEqualTo(Instant.parse("2026-02-28T12:00:00Z"));
    assertThat(certificate("b").getNotAfter())
        .isBetween(
            Instant.now().plus(Duration.ofDays(2)).minusSeconds(60),
            Instant.now().plus(Duration.ofDays(2)));
    assertThat(certificate("c").getNotAfter()).isBefore(Instant.now());
  }

  @ParameterizedTest
  @CsvSource({
    "--days, 9999, would outlive its authority",
    "--days, -5, before it begins",
    "--not-before, tomorrow, is no time such as",
    "--days, x, is not an int"
  })
  void senselessDatesAreRefused(String option, String value, String problem) throws Exception {
    pki("init");

    assertThat(pki("issue", "a", option, value)).isEqualTo(2);
    assertThat(errors()).contains(problem);
    assertThat(names()).doesNotContain("a.crt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ca", "intermediate", "../x", ".x", "a/b", ""})
  void nameThatIsNoPlainFileNameIsRefused(String name) throws Exception {
    pki("init");

    assertThat(pki("issue", name)).isEqualTo(2);
    assertThat(errors()).contains("cannot be the name of files here");
  }

  @ParameterizedTest
  @CsvSource({"ec, EC", "rsa, RSA", "EC, EC"})
  void keyTypeIsChosenByName(String option, String algorithm) throws Exception {
    pki("init", "--key-type", option);
    pki("issue", "a", "--key-type", option);

    assertThat(certificate("ca").getPublicKey().getAlgorithm()).isEqualTo(algorithm);
    assertThat(identity("a", null).keyAlgorithm()).isEqualTo(algorithm);
  }

  @Test
  void passwordProtectsKeyAndKeyStore() throws Exception {
    pki("init");
    Path secret = Files.writeString(directory.resolve("secret"), "s3cret\n");
    assertThat(pki("issue", "a", "--p12", "--password-file", secret.toString())).isZero();

    char[] password = "s3cret".toCharArray();
    assertThat(Files.readString(path("a.key"))).startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    assertThat(identity("a", password).chain()).hasSize(1);
    assertThat(
            IdentitySource.keyStore(path("a.p12").toFile(), null, "a", "identity")
                .read(password)
                .certificate())
        .isEqualTo(certificate("a"));
    assertThat(output() + errors()).doesNotContain("s3cret");
  }

  @Test
  void keyStoreNeedsAPassword() throws Exception {
    pki("init");

    assertThat(pki("issue", "a", "--p12")).isEqualTo(2);
    assertThat(errors()).contains("--p12 needs --password or --password-file");
  }

  @Test
  void certificateIsReplacedOnlyWhenAsked() throws Exception {
    pki("init");
    pki("issue", "a");
    X509Certificate first = certificate("a");

    assertThat(pki("issue", "a")).isEqualTo(2);
    assertThat(errors()).contains("a.crt exists. Choose another name, or add --renew");
    assertThat(certificate("a")).isEqualTo(first);
    assertThat(pki("issue", "a", "--renew")).isZero();
    assertThat(certificate("a")).isNotEqualTo(first);
    identity("a", null);
  }

  @Test
  void revokedCertificateStandsInTheListAtOnce() throws Exception {
    pki("init");
    pki("issue", "alice");
    pki("issue", "bob");

    assertThat(pki("revoke", "alice", "--reason", "keyCompromise")).isZero();

    assertThat(list("ca").isRevoked(certificate("alice"))).isTrue();
    assertThat(list("ca").isRevoked(certificate("bob"))).isFalse();
    assertThat(list("ca").getRevokedCertificate(certificate("alice")).getRevocationReason())
        .hasToString("KEY_COMPROMISE");
    assertThat(pki("revoke", "alice")).isEqualTo(1);
    assertThat(errors()).contains("it was revoked before");
  }

  @Test
  void everyCertificateOfANameIsRevoked() throws Exception {
    pki("init");
    pki("issue", "alice");
    X509Certificate first = certificate("alice");
    pki("issue", "alice", "--renew");

    pki("revoke", "alice");

    assertThat(list("ca").isRevoked(first)).isTrue();
    assertThat(list("ca").isRevoked(certificate("alice"))).isTrue();
  }

  @Test
  void certificateIsRevokedByItsNumber() throws Exception {
    pki("init");
    pki("issue", "alice");
    String hex = certificate("alice").getSerialNumber().toString(16);

    assertThat(pki("revoke", "--serial", hex)).isZero();
    assertThat(list("ca").isRevoked(certificate("alice"))).isTrue();
    assertThat(pki("revoke", "--serial", "0F")).isEqualTo(2);
    assertThat(errors()).contains("no certificate of the number 0F was issued here");
    assertThat(pki("revoke", "--serial", "x")).isEqualTo(2);
    assertThat(pki("revoke")).isEqualTo(2);
    assertThat(pki("revoke", "alice", "--serial", hex)).isEqualTo(2);
    assertThat(pki("revoke", "nobody")).isEqualTo(2);
  }

  @Test
  void listIsSignedAnewWithAHigherNumberAndItsEntries() throws Exception {
    pki("init");
    pki("issue", "alice");
    pki("revoke", "alice");
    X509CRL first = list("ca");

    assertThat(pki("crl", "--days", "7")).isZero();

    assertThat(list("ca").isRevoked(certificate("alice"))).isTrue();
    assertThat(list("ca").getNextUpdate())
        .isBetween(
            Instant.now().plus(Duration.ofDays(7)).minusSeconds(60),
            Instant.now().plus(Duration.ofDays(7)));
    assertThat(Arrays.compareUnsigned(number(first), number(list("ca")))).isNegative();
    assertThat(pki("crl", "--days=-1")).isZero();
    assertThat(list("ca").getNextUpdate()).isBefore(Instant.now());
  }

  @Test
  void intermediateIssuesAndHasItsOwnList() throws Exception {
    pki("init", "--intermediate");
    pki("issue", "alice");

    assertThat(identity("alice", null).chain())
        .containsExactly(certificate("alice"), certificate("intermediate"));
    pki("revoke", "alice");
    assertThat(list("intermediate").isRevoked(certificate("alice"))).isTrue();
    assertThat(list("ca").getRevokedCertificates()).isNull();
    pki("revoke", "intermediate");
    assertThat(list("ca").isRevoked(certificate("intermediate"))).isTrue();
    list("intermediate").verify(certificate("intermediate").getPublicKey());
  }

  @Test
  void directoryWithoutAnAuthorityIsRefused() {
    for (String command : List.of("issue", "revoke", "crl")) {
      List<String> arguments = new ArrayList<>(List.of(command));
      if (!command.equals("crl")) {
        arguments.add("a");
      }
      assertThat(pki(arguments.toArray(new String[0]))).isEqualTo(2);
      assertThat(errors()).contains("holds no authority. Make one with: pki init");
    }
  }

  @Test
  void editedRegisterIsRefusedWithTheLine() throws Exception {
    pki("init");
    Files.writeString(path("certificates.txt"), "nonsense\n");

    assertThat(pki("issue", "a")).isEqualTo(2);
    assertThat(errors()).contains("certificates.txt: a line has fewer than seven parts: nonsense");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "pki", "pki init", "pki issue", "pki revoke", "pki crl"})
  void everyCommandHasHelpWithAnExample(String command) {
    List<String> arguments = new ArrayList<>(command.isEmpty() ? List.of() : words(command));
    arguments.add("--help");

    assertThat(run(arguments.toArray(new String[0]))).isZero();
    assertThat(output()).startsWith("Usage: mtls-agent").doesNotContain("<");
    if (!command.isEmpty()) {
      assertThat(output()).contains("Example");
    }
    assertThat(errors()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "pki", "nothing", "pki nothing", "pki init", "pki issue x", "--wrong"})
  void wrongUseEndsWithStatusTwoAndAPointerToTheHelp(String command) {
    assertThat(run(command.isEmpty() ? new String[0] : words(command).toArray(new String[0])))
        .isEqualTo(2);
    assertThat(errors().lines()).allMatch(line -> line.startsWith("[mtls-agent] "));
    assertThat(errors()).contains("--help");
    assertThat(output()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"ec, ", "rsa, --intermediate"})
  void opensslAgrees(String keyType, String intermediate) throws Exception {
    assumeTrue(isInstalled("openssl"), "needs openssl");
    List<String> init = new ArrayList<>(List.of("init", "--key-type", keyType));
    if (intermediate != null) {
      init.add(intermediate);
    }
    pki(init.toArray(new String[0]));
    pki("issue", "server", "--key-type", keyType);
    pki("issue", "alice", "--password", "secret", "--p12");
    pki("issue", "late", "--expired");
    pki("revoke", "alice");

    assertThat(verify("server")).contains("server.crt: OK");
    assertThat(verify("alice")).contains("certificate revoked");
    assertThat(verify("late")).contains("certificate has expired");
    assertThat(openssl("pkey", "-in", file("server.key"), "-check", "-noout"))
        .contains("Key is valid");
    assertThat(openssl("pkey", "-in", file("alice.key"), "-passin", "pass:secret", "-noout"))
        .isEmpty();
    assertThat(openssl("pkcs12", "-in", file("alice.p12"), "-passin", "pass:secret", "-nodes"))
        .contains("BEGIN PRIVATE KEY", "BEGIN CERTIFICATE");
  }

  private String verify(String name) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("verify", "-x509_strict", "-crl_check_all", "-CAfile", file("ca.crt")));
    arguments.addAll(List.of("-CRLfile", file("ca.crl"), "-untrusted", file(name + ".crt")));
    if (Files.exists(path("intermediate.crl"))) {
      arguments.addAll(List.of("-CRLfile", file("intermediate.crl")));
    }
    arguments.add(file(name + ".crt"));
    return openssl(arguments.toArray(new String[0]));
  }

  private static String openssl(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("openssl"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }

  /** Runs a command of pki on the directory. */
  private int pki(String command, String... arguments) {
    List<String> all = new ArrayList<>(List.of("pki", command, path("").toString()));
    all.addAll(List.of(arguments));
    return run(all.toArray(new String[0]));
  }

  private int pki(String[] arguments) {
    return pki(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
  }

  private int run(String... arguments) {
    out.reset();
    err.reset();
    return CommandLineInterface.run(arguments, new PrintStream(out), new PrintStream(err));
  }

  private String output() {
    return out.toString();
  }

  private String errors() {
    return err.toString();
  }

  private List<String> names() throws Exception {
    try (Stream<Path> files = Files.list(path(""))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private Path path(String name) {
    return directory.resolve("pki").resolve(name);
  }

  private String file(String name) {
    return path(name).toString();
  }

  private Identity identity(String name, char[] password) throws Exception {
    return IdentitySource.pem(
            path(name + ".crt").toFile(), path(name + ".key").toFile(), "identity")
        .read(password);
  }

  private X509Certificate certificate(String name) throws Exception {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(path(name + ".crt"))));
  }

  private X509CRL list(String name) throws Exception {
    return (X509CRL)
        CertificateFactory.getInstance("X.509")
            .generateCRL(new ByteArrayInputStream(Files.readAllBytes(path(name + ".crl"))));
  }

  private static byte[] number(X509CRL list) {
    return list.getExtensionValue("2.5.29.20");
  }

  private static List<String> alternativeNames(X509Certificate certificate) throws Exception {
    return certificate.getSubjectAlternativeNames().stream()
        .map(name -> name.get(0) + ":" + name.get(1))
        .toList();
  }

  private static List<String> words(String command) {
    return List.of(command.split(" "));
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> new File(folder, program).canExecute());
  }
}
