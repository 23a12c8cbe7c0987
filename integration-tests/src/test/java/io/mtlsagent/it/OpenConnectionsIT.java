package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.HeldConnection;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.Talk;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The connection of a client that may not connect any more is closed under its hands. */
class OpenConnectionsIT {

  /** One with sockets, one with engines: these run on every virtual machine. */
  private static final Set<ServerApp> EVERYWHERE =
      Set.of(ServerApp.SSL_SERVER_SOCKET, ServerApp.HTTPS_SERVER);

  /** Where the stack takes an alert of ours, and the server's channel can be written to. */
  private static final Set<ServerApp> WITH_ALERT =
      Set.of(
          ServerApp.SSL_SERVER_SOCKET,
          ServerApp.SOCKET_CHANNELS,
          ServerApp.HTTPS_SERVER,
          ServerApp.START_TLS,
          ServerApp.WILDFLY_OPENSSL_SOCKETS,
          ServerApp.TOMCAT,
          ServerApp.TOMCAT_10_NIO2,
          ServerApp.TOMCAT_11,
          ServerApp.JETTY,
          ServerApp.NETTY,
          ServerApp.HTTP_CORE,
          ServerApp.PEKKO,
          ServerApp.AKKA);

  /** Frameworks on, or other versions of, a server that is here by itself. */
  private static final Set<ServerApp> LIKE_OTHERS =
      Set.of(
          ServerApp.SPRING_BOOT,
          ServerApp.WEB_FLUX,
          ServerApp.VERTX,
          ServerApp.TOMCAT_10,
          ServerApp.NETTY_4_2,
          ServerApp.NETTY_4_2_OPENSSL_KEY_MANAGER,
          ServerApp.NETTY_4_2_OPENSSL_CACHING,
          ServerApp.JETTY_12,
          ServerApp.UNDERTOW_2_3,
          ServerApp.GRIZZLY_4,
          ServerApp.OSGI,
          ServerApp.JBOSS_MODULES);

  @TempDir static Path directory;
  private static final Rows ROWS = new Rows();
  private static OneWayTls oneWay;
  private static PkiFiles pki;
  private static int clients;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  @AfterAll
  static void stopTheLastServer() {
    ROWS.close();
  }

  static Stream<Arguments> matrix() {
    Set<Jvm> local = Set.copyOf(Jvms.local());
    return Jvms.all()
        .flatMap(
            jvm ->
                ServerApp.wanted()
                    .filter(server -> server.talk() == Talk.HTTP || server == ServerApp.START_TLS)
                    .filter(server -> !LIKE_OTHERS.contains(server))
                    .filter(server -> EVERYWHERE.contains(server) || local.contains(jvm))
                    .flatMap(
                        server ->
                            Stream.of("TLSv1.2", "TLSv1.3")
                                .map(protocol -> Arguments.of(server, jvm, protocol))));
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @MethodSource("matrix")
  void revokedClientLosesItsOpenConnection(ServerApp kind, Jvm jvm, String protocol)
      throws Exception {
    jvm.assumeRuns(kind.app());
    GuardedServer server = ROWS.server(List.of(kind, jvm), () -> start(kind, jvm));
    PeerFiles revoked = newClient(Duration.ofDays(1));
    try (HeldConnection theirs = hold(server, kind, protocol, revoked);
        HeldConnection other = hold(server, kind, protocol, newClient(Duration.ofDays(1)))) {
      server.audit().awaitVerdictOnClient(theirs.localPort());

      pki.revoke(revoked);

      String end = theirs.awaitEnd();
      AuditLine line = lineOn(server, theirs);
      assertThat(line.text("event.code")).as("%s", line).isEqualTo("revoked");
      assertThat(line.text("mtls.decision")).isEqualTo("rejected");
      assertThat(line.text("mtls.details.closed"))
          .as("%s", line)
          .isEqualTo(WITH_ALERT.contains(kind) ? "alert" : "cut");
      assertThat(line.text("tls.client.subject")).contains("CN=held-");
      assertThat(line.text("tls.version")).isEqualTo(protocol.substring("TLSv".length()));
      assertThat(line.text("user.name")).startsWith("held-");
      assertThat(line.text("destination.port")).isEqualTo(String.valueOf(server.port()));
      assertThat(end).as("%s", server).isNotEqualTo("still open").doesNotStartWith("data");
      if (WITH_ALERT.contains(kind)) {
        assertThat(end).as("what the client learns%n%s", server).contains("certificate_revoked");
      }
      assertThat(other.isOpen()).as("%s", server).isTrue();
    }
  }

  static Stream<Arguments> jvms() {
    return Jvms.local().stream()
        .flatMap(jvm -> EVERYWHERE.stream().map(server -> Arguments.of(server, jvm)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("jvms")
  void connectionDoesNotOutliveItsCertificate(ServerApp kind, Jvm jvm) throws Exception {
    GuardedServer server = ROWS.server(List.of(kind, jvm), () -> start(kind, jvm));
    try (HeldConnection brief = hold(server, kind, "TLSv1.3", newClient(Duration.ofSeconds(4)))) {
      assertThat(brief.awaitEnd()).as("%s", server).contains("certificate_expired");
      assertThat(lineOn(server, brief).text("event.code")).isEqualTo("expired");
    }
  }

  static Stream<Jvm> localJvms() {
    return Jvms.local().stream();
  }

  /** Its peer reads nothing: the server's write never returns, and an alert waits for it. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("localJvms")
  void writeThatNeverReturnsKeepsNoConnectionOpen(Jvm jvm) throws Exception {
    PeerFiles deaf = newClient(Duration.ofDays(1));
    AgentConfig config =
        new AgentConfig(directory.resolve("endless on " + jvm), pki.server(PeerKind.GOOD), pki);
    try (GuardedServer server =
            GuardedServer.start(
                jvm, Launch.of(TestApp.ENDLESS_ANSWER, oneWay.serverArguments()), config);
        HeldConnection connection = hold(server, ServerApp.SSL_SERVER_SOCKET, "TLSv1.3", deaf)) {
      server.audit().awaitVerdictOnClient(connection.localPort());
      Thread.sleep(500); // until the buffers of the kernel are full

      pki.revoke(deaf);

      AuditLine line = lineOn(server, connection);
      assertThat(line.text("event.code")).isEqualTo("revoked");
      assertThat(line.text("mtls.details.closed")).as("%s", line).isEqualTo("cut");
      Awaitility.await("end of the write that never returned")
          .until(() -> server.app().errors().stream().anyMatch(l -> l.contains("connection lost")));
    }
  }

  private static HeldConnection hold(
      GuardedServer server, ServerApp kind, String protocol, PeerFiles identity) throws Exception {
    return server.client(protocol, kind.talk(), identity, pki.rootCertificate()).hold();
  }

  private static AuditLine lineOn(GuardedServer server, HeldConnection connection) {
    String port = String.valueOf(connection.localPort());
    List<AuditLine> lines =
        server
            .audit()
            .await(
                "end of the connection from port " + port,
                1,
                line ->
                    line.text("event.action").equals("connection-revoked")
                        && line.text("source.port").equals(port));
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  private static GuardedServer start(ServerApp kind, Jvm jvm) {
    return GuardedServer.start(
        jvm,
        kind.launch(oneWay),
        new AgentConfig(directory.resolve(kind + " on " + jvm), pki.server(PeerKind.GOOD), pki));
  }

  private static PeerFiles newClient(Duration lifetime) {
    return pki.newClient("held-" + ++clients, lifetime);
  }
}
