package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsClient;
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

/**
 * A resumed session is as good as its certificate is now. TLS stacks do not ask again: without the
 * agent each of the clients refused here is let in.
 */
class ResumptionIT {

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

  /** Where the session is kept between two connections. */
  enum Kept {
    /** By the client, in a ticket: the default of newer JDKs. */
    IN_TICKETS("true"),
    /** By the server, which gives it a name. */
    BY_THE_SERVER("false");

    private final String enableTickets;

    Kept(String enableTickets) {
      this.enableTickets = enableTickets;
    }

    String jvmOption() {
      return "-Djdk.tls.server.enableSessionTicketExtension=" + enableTickets;
    }
  }

  /** The HTTPS server of Java 8 resumes no session, without the agent either. */
  private static boolean resumes(ServerApp server, Jvm jvm) {
    return server != ServerApp.HTTPS_SERVER || jvm.version() > 8;
  }

  /** Servers with sockets and with engines, everywhere. */
  private static final Set<ServerApp> KINDS =
      Set.of(
          ServerApp.HTTPS_SERVER,
          ServerApp.SSL_SERVER_SOCKET,
          ServerApp.TOMCAT,
          ServerApp.NETTY,
          ServerApp.NETTY_OPENSSL,
          ServerApp.CONSCRYPT_ENGINES,
          ServerApp.BOUNCY_CASTLE_SOCKETS);

  /** Those that share their ways of resuming, on the virtual machine of the tests. */
  private static final Set<ServerApp> LIKE_THEM =
      Set.of(
          ServerApp.NETTY_4_2_OPENSSL,
          ServerApp.JETTY,
          ServerApp.UNDERTOW,
          ServerApp.TOMCAT_11,
          ServerApp.PEKKO,
          ServerApp.MINA,
          ServerApp.HTTP_CORE);

  static Stream<Arguments> matrix() {
    return Jvms.all()
        .flatMap(
            jvm ->
                ServerApp.wanted()
                    .filter(server -> isTried(server, jvm))
                    .filter(server -> resumes(server, jvm) && server.app().isTestedOn(jvm))
                    .flatMap(
                        server ->
                            Stream.of(Kept.values())
                                .flatMap(
                                    kept ->
                                        protocols(server, kept)
                                            .map(
                                                protocol ->
                                                    Arguments.of(server, jvm, kept, protocol)))));
  }

  private static boolean isTried(ServerApp server, Jvm jvm) {
    return KINDS.contains(server) || (LIKE_THEM.contains(server) && jvm.equals(Jvms.own()));
  }

  private static Stream<String> protocols(ServerApp server, Kept kept) {
    return server.protocols().filter(version -> server.resumes(version, kept == Kept.IN_TICKETS));
  }

  @ParameterizedTest(name = "{0} on {1}: session kept {2}, {3}")
  @MethodSource("matrix")
  void clientIsResumedUntilItIsRevoked(ServerApp kind, Jvm jvm, Kept kept, String protocol) {
    jvm.assumeRuns(kind.app());
    GuardedServer server = ROWS.server(List.of(kind, jvm, kept), () -> start(kind, jvm, kept));
    PeerFiles identity = newClient(Duration.ofDays(1));
    RawTlsClient steady = client(server, kind, protocol, identity);
    RawTlsClient returning = client(server, kind, protocol, identity);

    assertAccepted(server, steady.connect("/full"), false);
    assertAccepted(server, steady.connect("/resumed"), true);
    assertAccepted(server, returning.connect("/full"), false);

    pki.revoke(identity);
    awaitRefusalOfFullHandshakes(server, kind, protocol, identity);

    assertResumptionRefused(server, returning.connect("/after-revocation"), "revoked");
  }

  private static GuardedServer start(ServerApp kind, Jvm jvm, Kept kept) {
    return GuardedServer.start(
        jvm,
        kind.launch(oneWay).jvmOptions(kept.jvmOption()),
        new AgentConfig(
            directory.resolve(kind + " on " + jvm + kept),
            pki.write("both", pki.issue("both").forBoth().make()),
            pki));
  }

  private static PeerFiles newClient(Duration lifetime) {
    return pki.newClient("returning-" + ++clients, lifetime);
  }

  private static RawTlsClient client(
      GuardedServer server, ServerApp kind, String protocol, PeerFiles identity) {
    return server.client(protocol, kind.talk(), identity, pki.rootCertificate());
  }

  /** Clients without a session show when the agent has taken over what changed on disk. */
  private static void awaitRefusalOfFullHandshakes(
      GuardedServer server, ServerApp kind, String protocol, PeerFiles identity) {
    Awaitility.await("refusal of full handshakes")
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> !client(server, kind, protocol, identity).connect("/is-it-over").answered());
  }

  private static void assertAccepted(GuardedServer server, Attempt attempt, boolean resumed) {
    assertThat(attempt.answered()).as("%s%n%s", attempt, server).isTrue();
    assertThat(attempt.resumed()).as("resumed: %s", attempt).isEqualTo(resumed);
    AuditLine line = server.verdictOn(attempt);
    assertThat(line.text("event.code")).as("%s", line).isEqualTo("accepted");
    assertThat(line.text("tls.resumed")).as("%s", line).isEqualTo(String.valueOf(resumed));
    assertThat(line.text("tls.client.subject")).as("%s", line).contains("CN=returning-");
  }

  private static void assertResumptionRefused(GuardedServer server, Attempt attempt, String code) {
    assertThat(attempt.answered()).as("%s%n%s", attempt, server).isFalse();
    AuditLine line = server.verdictOn(attempt);
    assertThat(line.text("event.action")).as("%s", line).isEqualTo("peer-rejected");
    assertThat(line.text("event.code")).as("%s", line).isEqualTo(code);
    assertThat(line.text("tls.resumed")).as("%s", line).isEqualTo("true");
    assertThat(line.text("tls.client.subject")).as("%s", line).contains("CN=returning-");
    assertThat(server.app().wasAsked("/after-revocation")).isFalse();
  }
}
