package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Execution;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.LocalJdks;
import io.mtlsagent.it.jvm.Project;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Material that is odd at start: expired, without rights, revoked before the first handshake. */
class OddMaterialIT {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  private static RunningApp serve(AgentConfig config, String... jvmOptions) {
    Launch launch =
        Launch.of(TestApp.HTTPS_SERVER, material.oneWay().serverArguments())
            .jvmOptions(jvmOptions)
            .withAgent(config.write());
    return Jvms.own().start(launch).awaitReady();
  }

  private static String url(RunningApp app, String path) {
    return "https://localhost:" + app.port() + path;
  }

  @Test
  void ownCertificateThatIsExpiredIsWarnedOfAndAuditedAndDoesNotStopTheApplication() {
    PeerFiles expired = material.pki().server(PeerKind.EXPIRED);
    AgentConfig config =
        material
            .config("expired")
            .set("identity.certificate", expired.certificate().toString())
            .set("identity.key", expired.key().toString());
    try (RunningApp app = serve(config)) {
      assertThat(app.errors())
          .anyMatch(
              line ->
                  line.startsWith("[mtls-agent] WARNING: our certificate ")
                      && line.contains("CN=server-expired")
                      && line.contains(" expired on ")
                      && line.contains("Renew it"));
      // A client that checks will refuse it. One that does not still has to show a certificate.
      PeerFiles good = material.pki().client(PeerKind.GOOD);
      assertThat(material.goodClient().get(url(app, "/strict")).exit()).isNotZero();
      assertThat(MutualTls.nobody().identity(good).get(url(app, "/good")).output())
          .as("%s", app)
          .startsWith("hello");
      assertThat(MutualTls.nobody().get(url(app, "/nobody")).output()).as("%s", app).isEmpty();
    }
    assertThat(config.audit().lines())
        .filteredOn(line -> line.text("event.action").equals("certificate-expiring"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.text("event.reason")).contains("CN=server-expired", "expired on"));
  }

  /** The lists are read before the first handshake, not by it. */
  @Test
  void revokedClientIsRefusedInTheVeryFirstHandshake() {
    AgentConfig config = material.config("first");
    try (RunningApp app = serve(config)) {
      assertThat(material.client(PeerKind.REVOKED).get(url(app, "/revoked")).output())
          .as("%s", app)
          .isEmpty();
      assertThat(app.wasAsked("/revoked")).isFalse();
    }
    assertThat(config.audit().lines())
        .filteredOn(AuditLine::isVerdict)
        .singleElement()
        .satisfies(line -> assertThat(line.text("event.code")).isEqualTo("revoked"));
  }

  /**
   * A rule that fails in a way that nobody foresaw: this pattern overflows the stack on a name of
   * many letters.
   */
  @Test
  void errorInARuleIsARefusal() {
    String name = "long" + (",OU=" + "a".repeat(60)).repeat(150);
    PeerFiles client =
        material.pki().write("long-name", material.pki().issue(name).forClient().make());
    AgentConfig config = material.config("overflow").set("user.rules", "RULE:^((?:a|[^a])*)$/$1/");
    try (RunningApp app = serve(config, "-Xss256k")) {
      assertThat(material.goodClient().get(url(app, "/good")).output())
          .as("%s", app)
          .startsWith("hello");
      assertThat(MutualTls.nobody().identity(client).get(url(app, "/overflow")).output())
          .as("%s", app)
          .isEmpty();
      assertThat(app.wasAsked("/overflow")).isFalse();
      AuditLine line = config.audit().await("refusal", 2, AuditLine::isVerdict).get(1);
      assertThat(line.text("event.code")).as("%s", line).isEqualTo("internal_error");
      assertThat(line.text("event.action")).isEqualTo("peer-rejected");
      assertThat(line.text("event.reason")).contains("StackOverflowError");
      assertThat(material.goodClient().get(url(app, "/again")).output())
          .as("%s", app)
          .startsWith("hello");
    }
  }

  /** Root may read everything, so the application runs as somebody else where we are root. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "identity.key",
        "identity.certificate",
        "trust.certificates",
        "revocation.crl",
        "configuration"
      })
  void fileThatMayNotBeReadIsRefused(String key) throws IOException {
    Path folder = Files.createTempDirectory("unreadable");
    try {
      AgentConfig config = material.configIn(folder);
      Path file = config.write();
      Path locked = file;
      boolean isConfiguration = key.equals("configuration");
      if (!isConfiguration) {
        locked = Files.copy(material.pki().anchors(), folder.resolve("locked"));
        config.set(key, locked.toString()).write();
      }
      Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
      Execution run = Execution.of(asSomebody(folder, file), Map.of(), LONGEST);

      assertThat(run.exit()).as("%s", run).isEqualTo(78);
      assertThat(run.errors())
          .filteredOn(line -> line.startsWith("[mtls-agent] ERROR: "))
          .singleElement()
          .asString()
          .contains(locked + ": " + (isConfiguration ? "" : key + ": "), "the right to read it");
    } finally {
      delete(folder);
    }
  }

  private static List<String> asSomebody(Path folder, Path config) throws IOException {
    List<String> command = new ArrayList<>();
    Path agent = Files.copy(Project.agentJar(), folder.resolve("mtls-agent.jar"));
    if (Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0)) {
      Assumptions.assumeTrue(
          Files.isExecutable(Path.of("/usr/bin/setpriv")), "no setpriv, so root cannot be another");
      command.addAll(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
      openForAll(folder);
      openForAll(material.directory());
    }
    command.add(LocalJdks.own().resolve("bin/java").toString());
    command.add("-javaagent:" + agent + "=" + config);
    command.add("-version");
    return command;
  }

  private static void openForAll(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
