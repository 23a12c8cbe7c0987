package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.it.tls.RawTlsServer;
import io.mtlsagent.it.tls.Talk;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The lists of peers, in real virtual machines, for clients and for servers. */
class AuthorizationIT {

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  static Stream<Jvm> jvms() {
    return Jvms.all();
  }

  private static AgentConfig config(String folder) {
    return new AgentConfig(directory.resolve(folder), pki.server(PeerKind.GOOD), pki);
  }

  private static GuardedServer start(Jvm jvm, AgentConfig config) {
    return GuardedServer.start(jvm, ServerApp.SSL_SERVER_SOCKET.launch(oneWay), config);
  }

  private static PeerFiles client(String name, String uri) {
    return pki.write(name, pki.issue(name).forClient().uri(uri).make());
  }

  private static PeerFiles server(String name, String uri) {
    return pki.write(name, pki.issue(name).forServer().uri(uri).make());
  }

  @ParameterizedTest
  @MethodSource("jvms")
  void serverLetsInClientsOnItsListsOnly(Jvm jvm) {
    jvm.assumeRuns(TestApp.SSL_SERVER_SOCKET);
    AgentConfig config =
        config("lists on " + jvm)
            .set("peers.allow", "CN=listed,URI:spiffe://zoo/ns/*/sa/web,CN=mallory")
            .set("peers.deny", "CN=mallory");
    try (GuardedServer server = start(jvm, config)) {
      for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
        assertLetIn(server, protocol, client("listed", "urn:listed"));
        assertLetIn(server, protocol, client("by-id", "spiffe://zoo/ns/a/sa/web"));
        assertTurnedAway(
            server,
            protocol,
            client("mallory", "spiffe://zoo/ns/a/sa/web"),
            "peers.deny has CN=mallory");
        assertTurnedAway(
            server,
            protocol,
            client("other", "spiffe://zoo.evil/ns/a/sa/web"),
            "nothing in peers.allow matches the peer's certificate (O=zoo,CN=other, 1 of 3 on the"
                + " path)");
      }
    }
  }

  private static void assertLetIn(GuardedServer server, String protocol, PeerFiles identity) {
    RawTlsClient client = server.client(protocol, Talk.HTTP, identity, pki.rootCertificate());
    client.connect("/first");
    Attempt resumed = client.connect("/second");

    assertThat(resumed.answered()).as("%s%n%s", resumed, server).isTrue();
    assertThat(resumed.resumed()).as("%s", resumed).isTrue();
    assertThat(server.verdictOn(resumed).text("event.code")).isEqualTo("accepted");
  }

  private static void assertTurnedAway(
      GuardedServer server, String protocol, PeerFiles identity, String reason) {
    Attempt attempt =
        server.client(protocol, Talk.HTTP, identity, pki.rootCertificate()).connect("/refused");

    assertThat(attempt.answered()).as("%s%n%s", attempt, server).isFalse();
    AuditLine line = server.verdictOn(attempt);
    assertThat(line.text("event.code")).as("%s", line).isEqualTo("not_authorized");
    assertThat(line.text("event.reason")).contains(reason);
    assertThat(server.app().wasAsked("/refused")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void theListsAreAskedAgainWhenASessionIsResumed(String protocol) {
    AgentConfig config =
        config("resumed " + protocol).set("mode", "permissive").set("peers.deny", "CN=mallory");
    PeerFiles mallory = client("mallory", "urn:mallory");
    try (GuardedServer server = start(Jvms.own(), config)) {
      RawTlsClient client = server.client(protocol, Talk.HTTP, mallory, pki.rootCertificate());
      client.connect("/first");
      Attempt resumed = client.connect("/second");

      assertThat(resumed.resumed()).as("%s", resumed).isTrue();
      AuditLine line = server.verdictOn(resumed);
      assertThat(line.text("tls.resumed")).isEqualTo("true");
      assertThat(line.text("mtls.decision")).isEqualTo("would-reject");
      assertThat(line.text("event.code")).isEqualTo("not_authorized");
    }
  }

  /** A server of the right CA and the right host name, but of another service (CVE-2021-32574). */
  @ParameterizedTest
  @MethodSource("jvms")
  void clientCallsServersOfTheRightSpiffeIdOnly(Jvm jvm) {
    jvm.assumeRuns(TestApp.SSL_SOCKET_CLIENT);
    PeerFiles right = server("right-id", "spiffe://zoo/ns/ledger/sa/api");
    PeerFiles wrong = server("wrong-id", "spiffe://zoo/ns/shop/sa/api");
    PeerFiles caller = pki.write("caller", pki.issue("caller").forClient().make());
    AgentConfig config =
        new AgentConfig(directory.resolve("servers on " + jvm), caller, pki)
            .set("servers.allow", "URI:spiffe://zoo/ns/ledger/**");
    try (RawTlsServer good = RawTlsServer.start(right, pki.rootCertificate());
        RawTlsServer bad = RawTlsServer.start(wrong, pki.rootCertificate());
        RunningApp app =
            jvm.start(
                ClientApp.SSL_SOCKET_TRUST_ALL
                    .launch(oneWay, url(good), url(bad))
                    .withAgent(config.write()))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output().get(0)).startsWith("STATUS 200 hello");
      assertThat(app.output().get(1)).startsWith("FAILED ");
      List<AuditLine> verdicts = config.audit().await("both servers", 2, AuditLine::isVerdict);
      assertThat(verdicts.get(0).text("event.code")).isEqualTo("accepted");
      assertThat(verdicts.get(1).text("event.code")).isEqualTo("not_authorized");
      assertThat(verdicts.get(1).text("event.reason"))
          .contains("servers.allow", "URI:spiffe://zoo/ns/shop/sa/api");
      assertThat(bad.clients()).isEmpty();
    }
  }

  private static String url(RawTlsServer server) {
    return "https://localhost:" + server.port() + "/";
  }
}
