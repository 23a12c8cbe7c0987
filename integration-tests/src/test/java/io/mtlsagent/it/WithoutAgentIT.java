package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.Curl;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.RawTlsClient;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The test applications are ordinary: without the agent they ask nobody for a certificate. */
class WithoutAgentIT {

  @TempDir static Path directory;
  private static OneWayTls material;
  private static RunningApp ordinary;

  @BeforeAll
  static void startAnOrdinaryServer() {
    material = OneWayTls.in(directory);
    // not HttpsServer, which ends connections without close_notify: Bouncy Castle's client minds
    ordinary = Jvms.own().start(ServerApp.SSL_SERVER_SOCKET.launch(material)).awaitReady();
  }

  @AfterAll
  static void stopIt() {
    ordinary.close();
  }

  /**
   * Without the agent WildFly's OpenSSL is native, and shows or trusts none of these certificates;
   * what the matrix has of it is JSSE in its place.
   */
  static Stream<ServerApp> servers() {
    return ServerApp.wanted().filter(server -> !server.name().startsWith("WILDFLY_OPENSSL"));
  }

  static Stream<ClientApp> clients() {
    return ClientApp.wanted().filter(client -> !client.name().startsWith("WILDFLY_OPENSSL"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void serverTakesClientsWithoutCertificate(ServerApp server) {
    Jvm jvm = Jvms.ownOrNewer(server.app());
    jvm.assumeRuns(server.app());
    try (RunningApp app = jvm.start(server.launch(material)).awaitReady()) {
      server
          .protocols()
          .forEach(protocol -> assertTakesClientsWithoutCertificate(server, app, protocol));
    }
  }

  private static void assertTakesClientsWithoutCertificate(
      ServerApp server, RunningApp app, String protocol) {
    RawTlsClient client =
        RawTlsClient.to(app.port(), protocol, server.talk(), null, material.rootCertificate());
    Attempt first = client.connect("/first");
    Attempt second = client.connect("/second");
    assertThat(first.answered()).as("%s %s%n%s", protocol, first, app).isTrue();
    assertThat(second.answered()).as("%s %s%n%s", protocol, second, app).isTrue();
    assertThat(first.resumed()).isFalse();
    assertThat(first.protocol()).isEqualTo(protocol);
    assertThat(second.resumed())
        .as("%s resumed", protocol)
        .isEqualTo(server.resumes(protocol, /* inTickets= */ true));
    if (server.namesRequests()) {
      assertThat(app.wasAsked("/first", true) && app.wasAsked("/second", true))
          .as("%s", app)
          .isTrue();
      assertThat(first.answer()).startsWith("HTTP/1.1 200").contains("hello");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("clients")
  void clientReachesAnOrdinaryServer(ClientApp client) {
    Jvm jvm = Jvms.ownOrNewer(client.app());
    jvm.assumeRuns(client.app());
    try (RunningApp app =
        jvm.start(client.launch(material, "https://localhost:" + ordinary.port() + "/client"))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output())
          .as("%s", app)
          .hasSize(1)
          .allMatch(line -> line.startsWith("STATUS 200 hello"));
    }
  }

  @Test
  void remoteCallReachesAnOrdinaryServer() {
    try (RunningApp server = Jvms.own().start(ServerApp.RMI.launch(material)).awaitReady();
        RunningApp client =
            Jvms.own()
                .start(
                    Launch.of(TestApp.RMI_CLIENT, material.clientArguments())
                        .arguments("--url=rmi://localhost:" + server.port() + "/remote"))) {
      assertThat(client.awaitExit()).as("%s", client).isZero();
      assertThat(client.output()).as("%s", client).containsExactly("STATUS 200 hello");
      assertThat(server.wasAsked("/remote", true)).isTrue();
    }
  }

  /** The one test here that runs everywhere: it shows that each virtual machine can be had. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("io.mtlsagent.it.jvm.Jvms#all")
  void curlGetsAnAnswerWithoutCertificate(Jvm jvm) {
    jvm.assumeRuns(TestApp.HTTPS_SERVER);
    try (RunningApp app = jvm.start(ServerApp.HTTPS_SERVER.launch(material)).awaitReady()) {
      assertThat(
              Curl.trusting(material.anchors())
                  .get("https://localhost:" + app.port() + "/")
                  .output())
          .startsWith("hello");
    }
  }
}
