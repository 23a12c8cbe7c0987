package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.RawTlsServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Drivers of databases that no machine of ours has: they shake hands with a server that can nothing
 * but that, and is enough to see what the agent does.
 */
class DatabaseDriversIT {

  /** A driver, and what it does TLS with. */
  enum Driver {
    MONGODB(TestApp.MONGODB_CLIENT, "--driver=sync"),
    MONGODB_REACTIVE(TestApp.MONGODB_CLIENT, "--driver=reactive"),
    MONGODB_REACTIVE_ON_NETTY(TestApp.MONGODB_CLIENT, "--driver=netty"),
    CASSANDRA(TestApp.CASSANDRA_CLIENT);

    private final TestApp app;
    private final String[] arguments;

    Driver(TestApp app, String... arguments) {
      this.app = app;
      this.arguments = arguments;
    }
  }

  @TempDir static Path directory;
  private static MutualTls material;
  private static RawTlsServer good;
  private static RawTlsServer revoked;

  @BeforeAll
  static void startServers() {
    material = MutualTls.in(directory);
    good = start(PeerKind.GOOD);
    revoked = start(PeerKind.REVOKED);
  }

  private static RawTlsServer start(PeerKind kind) {
    return RawTlsServer.start(material.pki().server(kind), material.pki().rootCertificate());
  }

  @AfterAll
  static void stopServers() {
    good.close();
    revoked.close();
  }

  @ParameterizedTest
  @EnumSource
  void driverShowsOurCertificateAndRefusesARevokedServer(Driver driver) {
    AgentConfig config = material.config(driver.name());
    int greetedBefore = good.greeted().size();
    call(driver, config);
    assertVerdicts(config, good, "accepted");
    assertVerdicts(config, revoked, "revoked");
    List<String> greeted = good.greeted();
    assertThat(greeted.subList(greetedBefore, greeted.size()))
        .isNotEmpty()
        .allMatch(name -> name.contains("CN=" + MutualTls.USER));
    assertThat(revoked.greeted()).isEmpty();
  }

  /** It does TLS with a library of its own, whose channel is to be known before the handshake. */
  @Test
  void anExcludedNetworkIsOutOfScopeForTheReactiveDriver() {
    AgentConfig config =
        material.config("excluded").set("client.exclude-hosts", "127.0.0.0/8, ::1/128");
    call(Driver.MONGODB_REACTIVE, config);
    assertThat(config.audit().lines()).noneMatch(AuditLine::isVerdict);
  }

  private static void call(Driver driver, AgentConfig config) {
    Launch launch =
        Launch.of(driver.app, material.oneWay().clientArguments())
            .arguments(driver.arguments)
            .arguments("--url=" + url(good) + "," + url(revoked));
    try (RunningApp app = Jvms.own().start(launch.withAgent(config.write()))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
    }
  }

  private static String url(RawTlsServer server) {
    return "tls://localhost:" + server.port();
  }

  /** A driver may try more than once, and gives up in the middle of its last handshake. */
  private static void assertVerdicts(AgentConfig config, RawTlsServer server, String code) {
    String port = String.valueOf(server.port());
    List<AuditLine> verdicts =
        config
            .audit()
            .await(code, 1, line -> line.isVerdict() && line.text("destination.port").equals(port));
    assertThat(verdicts.get(0).text("event.code")).isEqualTo(code);
    assertThat(verdicts)
        .allSatisfy(
            line -> {
              assertThat(line.text("event.code")).isIn(code, "protocol");
              assertThat(line.text("network.direction")).isEqualTo("outbound");
              assertThat(line.text("destination.ip")).isEqualTo("127.0.0.1");
              assertThat(line.text("source.ip")).isEqualTo("127.0.0.1");
              assertThat(line.text("source.port")).isNotEmpty();
            });
  }
}
