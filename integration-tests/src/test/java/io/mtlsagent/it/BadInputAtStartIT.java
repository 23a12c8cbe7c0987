package io.mtlsagent.it;

import static io.mtlsagent.it.BadInput.CUT_OFF;
import static io.mtlsagent.it.BadInput.DIRECTORY;
import static io.mtlsagent.it.BadInput.EMPTY;
import static io.mtlsagent.it.BadInput.GARBLED;
import static io.mtlsagent.it.BadInput.MISSING;
import static io.mtlsagent.it.BadInput.RANDOM;
import static io.mtlsagent.it.BadInput.TEXT;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Execution;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.LocalJdks;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PkiFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bad input at start ends the virtual machine before the application begins, with one line that
 * names the file, the key, the problem and the mend: so nobody is let in who should not be.
 */
class BadInputAtStartIT {

  private static final int CONFIGURATION_ERROR = 78;
  private static final String CANNOT_CONNECT = "exit 7";
  private static final String ANEW = "Write the file anew";

  @TempDir static Path directory;
  private static MutualTls material;
  private static int configurations;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  private static AgentConfig config() {
    return material.config("bad-" + configurations++);
  }

  static Stream<Arguments> badFiles() {
    return Stream.of(
        bad("identity.key", MISSING, "does not exist", "Put the file there, or correct"),
        bad("identity.key", EMPTY, "is empty", ANEW),
        bad("identity.key", RANDOM, "holds no private key", "Name the file with the private key"),
        bad("identity.key", TEXT, "holds no private key", "Name the file with the private key"),
        bad("identity.key", CUT_OFF, "is cut off: it has no END line", ANEW),
        bad("identity.key", GARBLED, "is cut off or garbled", ANEW),
        bad("identity.key", DIRECTORY, "is a directory", "Name a file"),
        bad("identity.certificate", MISSING, "does not exist", "Put the file there, or correct"),
        bad("identity.certificate", EMPTY, "is empty", ANEW),
        bad("identity.certificate", RANDOM, "holds no certificate", "Name a file with PEM"),
        bad("identity.certificate", TEXT, "holds no certificate", "Name a file with PEM"),
        bad("identity.certificate", CUT_OFF, "is cut off: it has no END line", ANEW),
        bad("identity.certificate", GARBLED, "the certificate in line 1", ANEW),
        bad("trust.certificates", EMPTY, "is empty", ANEW),
        bad("trust.certificates", RANDOM, "holds no certificate", "Name a file with PEM"),
        bad("trust.certificates", TEXT, "holds no certificate", "Name a file with PEM"),
        bad("trust.certificates", CUT_OFF, "is cut off: it has no END line", ANEW),
        bad("trust.certificates", GARBLED, "the certificate in line 1", ANEW),
        bad("revocation.crl", EMPTY, "the file is empty", "Get a new list from its issuer"),
        bad("revocation.crl", RANDOM, "holds no revocation list", "Get a new list from its issuer"),
        bad("revocation.crl", TEXT, "holds no revocation list", "Get a new list from its issuer"),
        bad("revocation.crl", CUT_OFF, "the PEM block has no END line", "Name a readable CRL file"),
        bad("revocation.crl", GARBLED, "not a well-formed", "Get a new list from its issuer"),
        bad("identity.keystore", MISSING, "does not exist", "Put the file there, or correct"),
        bad("identity.keystore", EMPTY, "is empty", ANEW),
        bad("identity.keystore", RANDOM, "is no key store", "Name a PKCS12 or JKS file"),
        bad("identity.keystore", CUT_OFF, "cut off or garbled", ANEW));
  }

  private static Arguments bad(String key, BadInput what, String problem, String mend) {
    return Arguments.of(key, what, problem, mend);
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("badFiles")
  void badFileIsRefused(String key, BadInput what, String problem, String mend) throws IOException {
    AgentConfig config = config();
    Path folder = directory.resolve("files-" + configurations);
    Path file = what.in(folder, good(key));
    if (key.equals("identity.keystore")) {
      config.unset("identity.key").unset("identity.certificate");
      config.set("identity.keystore.password", PkiFiles.PASSWORD);
    }
    config.set(key, file.toString());
    assertRefused(config.write(), file + ": " + key + ": ", problem, mend);
  }

  private static Path good(String key) {
    return switch (key) {
      case "identity.key" -> material.identity().key();
      case "identity.certificate" -> material.identity().certificate();
      case "identity.keystore" -> material.identity().keystore();
      case "trust.certificates" -> material.pki().anchors();
      case "revocation.crl" -> material.pki().crls().resolve("root.crl");
      default -> throw new IllegalArgumentException(key);
    };
  }

  static Stream<Arguments> pathsThatMatchNothing() {
    return Stream.of("trust.certificates", "revocation.crl")
        .flatMap(
            key ->
                Stream.of(
                    Arguments.of(key, "typo.crt", "does not exist"),
                    Arguments.of(key, "typo/*.pem", "matches no file"),
                    Arguments.of(key, "empty", "matches no file")));
  }

  /** The configuration is at fault, since it names them. */
  @ParameterizedTest(name = "{0}={1}")
  @MethodSource("pathsThatMatchNothing")
  void pathThatMatchesNothingIsRefused(String key, String path, String problem) throws IOException {
    AgentConfig config = config().set(key, path);
    Path file = config.write();
    Files.createDirectory(file.resolveSibling("empty"));
    assertRefused(
        file,
        file + ": " + key + ": '" + file.resolveSibling(path) + "' " + problem,
        "Correct the path");
  }

  @Test
  void keyOfAnotherCertificateIsRefused() throws IOException {
    Path other = MutualTls.in(directory.resolve("other")).identity().key();
    AgentConfig config = config().set("identity.key", other.toString());
    assertRefused(config.write(), other + ": identity.key: ", "does not belong to", "Name ");
  }

  @Test
  void wrongPasswordOfAKeyIsRefused() throws IOException {
    Path key = directory.resolve("encrypted.key");
    Files.copy(encrypted(material.identity().key()), key);
    AgentConfig config = config().set("identity.key", key.toString());
    assertRefused(
        config.write(),
        key + ": identity.key: is encrypted, and identity.key.password is not set",
        "Set identity.key.password");
    config.set("identity.key.password", "a-secret-but-wrong");
    Execution run =
        assertRefused(
            config.write(),
            key + ": identity.key.password: the password does not decrypt the key",
            "Correct identity.key.password");
    assertThat(run.errors()).noneMatch(line -> line.contains("a-secret-but-wrong"));
  }

  private static Path encrypted(Path key) {
    Path file = directory.resolve("openssl-encrypted.key");
    List<String> command =
        List.of(
            "openssl",
            "pkcs8",
            "-topk8",
            "-in",
            key.toString(),
            "-out",
            file.toString(),
            "-passout",
            "pass:right");
    Execution run = Execution.of(command, java.util.Map.of(), Duration.ofSeconds(60));
    assertThat(run.exit()).as("%s", run).isZero();
    return file;
  }

  @Test
  void wrongPasswordOfAKeyStoreIsRefused() throws IOException {
    Path store = material.identity().keystore();
    AgentConfig config =
        config()
            .unset("identity.key")
            .unset("identity.certificate")
            .set("identity.keystore", store.toString())
            .set("identity.keystore.password", "a-secret-but-wrong");
    Execution run =
        assertRefused(
            config.write(),
            store + ": identity.keystore.password: the password does not open the key store",
            "Correct identity.keystore.password");
    assertThat(run.errors()).noneMatch(line -> line.contains("a-secret-but-wrong"));
  }

  static Stream<Arguments> badConfigurations() {
    return Stream.of(
        Arguments.of(MISSING, "the configuration file does not exist", "Correct the path"),
        Arguments.of(EMPTY, "identity.certificate: an identity is required", "Set identity."),
        Arguments.of(RANDOM, "the configuration file is not UTF-8", "Save it in UTF-8"),
        Arguments.of(
            TEXT, "mode: 'of transport: by train' is not one", "Write one of off, observe"),
        Arguments.of(DIRECTORY, "the configuration file is a directory", "Name a file"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badConfigurations")
  void badConfigurationIsRefused(BadInput what, String problem, String mend) throws IOException {
    Path file = what.in(directory.resolve("configurations"), config().write());
    assertRefused(file, file + ": ", problem, mend);
  }

  @Test
  void misspeltKeyIsRefusedWithTheOneMeant() throws IOException {
    Path file = config().set("revocation.clr", "x").write();
    assertRefused(file, file + ": revocation.clr: ", "not a known key", "revocation.crl");
  }

  static Stream<Arguments> badPeerLists() {
    return Stream.of(
        Arguments.of("peers.allow", "", "the list is empty", "Name at least one peer"),
        Arguments.of("servers.allow", ",", "the list is empty", "remove the key"),
        Arguments.of("peers.allow", "CN=a,alice", "'alice' is not a pattern", "Begin it with CN="),
        Arguments.of("peers.deny", "DNS:*.*.b", "'DNS:*.*.b' is not a DNS name", "first label"),
        Arguments.of("servers.deny", "URI:spiffe://A/b", "not a SPIFFE ID", "lower case"));
  }

  @ParameterizedTest(name = "{0}={1}")
  @MethodSource("badPeerLists")
  void listOfPeersThatMeansNothingIsRefused(String key, String list, String problem, String mend)
      throws IOException {
    Path file = config().set(key, list).write();
    assertRefused(file, file + ": " + key + ": ", problem, mend);
  }

  static Stream<Arguments> badAuditPaths() {
    return Stream.of(
        Arguments.of("missing/audit.jsonl", "the directory ", "Create it"),
        Arguments.of("", "is a directory", "Set audit.file to a file in it"),
        Arguments.of("/proc/audit.jsonl", "cannot be opened for writing", "Give the user"));
  }

  @ParameterizedTest(name = "audit.file={0}")
  @MethodSource("badAuditPaths")
  void auditPathThatCannotBeWrittenIsRefused(String path, String problem, String mend)
      throws IOException {
    Path audit = directory.resolve("audit-folder").resolve(path);
    Files.createDirectories(directory.resolve("audit-folder"));
    Path file = config().set("audit.file", audit.toString()).write();
    assertRefused(file, audit + ": audit.file: ", problem, mend);
  }

  /** Gives what the run printed. */
  private static Execution assertRefused(Path config, String... parts) throws IOException {
    int port = freePort();
    Launch launch =
        Launch.of(TestApp.HTTPS_SERVER, material.oneWay().serverArguments())
            .arguments("--port=" + port)
            .jvmOptions("-XX:TieredStopAtLevel=1")
            .withAgent(config);
    Execution run = Execution.of(LocalJdks.own(), launch, Duration.ofSeconds(60));

    assertThat(run.exit()).as("%s", run).isEqualTo(CONFIGURATION_ERROR);
    assertThat(run.output()).as("the application has not begun").isEmpty();
    assertThat(run.errors())
        .filteredOn(line -> line.startsWith("[mtls-agent] ERROR: "))
        .singleElement()
        .asString()
        .contains(parts);
    assertThat(run.errors()).allMatch(line -> line.startsWith("[mtls-agent] "));
    assertThat("exit " + MutualTls.nobody().get("https://localhost:" + port + "/").exit())
        .isEqualTo(CANNOT_CONNECT);
    return run;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
