package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PostgresServer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A JDBC driver that knows one-way TLS, and a real PostgreSQL that demands certificates. The driver
 * layers TLS over its connection after a question in the clear.
 */
class PostgresIT {

  @TempDir static Path directory;
  private static MutualTls material;
  private static PostgresServer good;
  private static PostgresServer revoked;

  @BeforeAll
  static void startServers() {
    Assumptions.assumeTrue(
        PostgresServer.programs().isPresent(), "no PostgreSQL on this machine, so no test with it");
    material = MutualTls.in(directory);
    good = PostgresServer.start(material.pki().server(PeerKind.GOOD), material.pki());
    revoked = PostgresServer.start(material.pki().server(PeerKind.REVOKED), material.pki());
  }

  @AfterAll
  static void stopServers() {
    if (good != null) {
      good.close();
    }
    if (revoked != null) {
      revoked.close();
    }
  }

  static Stream<Jvm> jvms() {
    return Jvms.all().filter(TestApp.POSTGRES_CLIENT::isTestedOn);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void databaseKnowsTheClientByItsCertificate(Jvm jvm) {
    AgentConfig config = material.config("good on " + jvm);
    try (RunningApp app = jvm.start(client(good).withAgent(config.write()))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output())
          .as("%s", app)
          .singleElement()
          .asString()
          .startsWith("STATUS 200 hello")
          .contains("CN=" + PostgresServer.USER);
    }
    assertVerdict(config, "accepted", good);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void revokedDatabaseIsToldNothing(Jvm jvm) {
    AgentConfig config = material.config("revoked on " + jvm);
    try (RunningApp app = jvm.start(client(revoked).withAgent(config.write()))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output()).singleElement().asString().startsWith("FAILED").contains("revoked");
    }
    assertVerdict(config, "revoked", revoked);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void databaseLetsNobodyInWithoutTheAgent(Jvm jvm) {
    Launch trusting = client(good).arguments("--anchors=" + material.pki().anchors());
    try (RunningApp app = jvm.start(trusting)) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output()).singleElement().asString().startsWith("FAILED");
    }
  }

  private static void assertVerdict(AgentConfig config, String code, PostgresServer server) {
    AuditLine line = config.audit().await("verdict", 1, AuditLine::isVerdict).get(0);
    assertThat(line.text("event.code")).as("%s", line).isEqualTo(code);
    assertThat(line.text("destination.port")).isEqualTo(String.valueOf(server.port()));
  }

  private static Launch client(PostgresServer server) {
    return Launch.of(
        TestApp.POSTGRES_CLIENT,
        "--url=postgresql://localhost:" + server.port() + "/",
        "--user=" + PostgresServer.USER,
        "--anchors=" + material.oneWay().anchors());
  }
}
