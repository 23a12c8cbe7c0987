package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every server application on every virtual machine, against every kind of client. One virtual
 * machine serves all clients of its row.
 */
class ServersIT {

  @TempDir static Path directory;
  private static final Map<KeyKind, PkiFiles> PKI = new EnumMap<>(KeyKind.class);
  private static final Rows ROWS = new Rows();
  private static OneWayTls oneWay;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    for (KeyKind kind : KeyKind.values()) {
      PKI.put(kind, PkiFiles.in(directory.resolve(kind.name()), kind));
    }
  }

  @AfterAll
  static void stopTheLastServer() {
    ROWS.close();
  }

  /** The rows one after the other, all clients of each together. */
  static Stream<Arguments> matrix() {
    return Jvms.all()
        .flatMap(
            jvm ->
                ServerApp.wanted()
                    .filter(server -> server.app().isTestedOn(jvm))
                    .flatMap(
                        server ->
                            clients(server).map(client -> Arguments.of(server, jvm, client))));
  }

  private static Stream<Client> clients(ServerApp server) {
    return server
        .protocols()
        .flatMap(
            protocol ->
                Stream.of(KeyKind.values())
                    .flatMap(
                        key ->
                            Stream.of(PeerKind.values())
                                .map(peer -> new Client(protocol, key, peer))))
        // Without a certificate there is one client, not one for each kind of key.
        .filter(client -> client.peer() != PeerKind.NONE || client.key() == KeyKind.EC);
  }

  /** One client of a row. */
  record Client(String protocol, KeyKind key, PeerKind peer) {

    RawTlsClient of(GuardedServer server, ServerApp kind) {
      return server.client(
          protocol,
          kind.talk(),
          peer == PeerKind.NONE ? null : pki(key).client(peer),
          pki(KeyKind.EC).rootCertificate(),
          pki(KeyKind.RSA).rootCertificate());
    }

    @Override
    public String toString() {
      return protocol + " " + key + " " + peer;
    }
  }

  @ParameterizedTest(name = "{0} on {1}: {2}")
  @MethodSource("matrix")
  void verdictAndAuditLineAreThoseOfTheCertificate(ServerApp kind, Jvm jvm, Client client) {
    jvm.assumeRuns(kind.app());
    GuardedServer server = ROWS.server(List.of(kind, jvm), () -> start(kind, jvm));
    boolean accepted = client.peer().isAccepted();
    String path = "/" + client.toString().replace(' ', '-');

    Attempt attempt = client.of(server, kind).connect(path);

    assertThat(attempt.answered()).as("%s%n%s", attempt, server).isEqualTo(accepted);
    AuditLine line = server.verdictOn(attempt);
    assertThat(line.text("event.code")).as("%s", line).isEqualTo(client.peer().code());
    assertVerdictIsComplete(line, client, server, kind.stack());
    if (kind.namesRequests()) {
      assertThat(server.app().wasAsked(path, accepted)).as("%s", server).isEqualTo(accepted);
    }
    assertThat(server.app().weavesSocketChannels())
        .as("%s", server)
        .isEqualTo(kind == ServerApp.SOCKET_CHANNELS);
  }

  private static GuardedServer start(ServerApp kind, Jvm jvm) {
    PkiFiles own = pki(kind.ordinal() % 2 == 0 ? KeyKind.EC : KeyKind.RSA);
    return GuardedServer.start(
        jvm,
        kind.launch(oneWay),
        new AgentConfig(
            directory.resolve(kind + " on " + jvm),
            kind.callsItself()
                ? own.write("both", own.issue("both").forBoth().make())
                : own.server(PeerKind.GOOD),
            pki(KeyKind.EC),
            pki(KeyKind.RSA)));
  }

  private static void assertVerdictIsComplete(
      AuditLine line, Client client, GuardedServer server, Stack stack) {
    boolean accepted = client.peer().isAccepted();
    assertThat(line.text("event.action")).isEqualTo(accepted ? "peer-accepted" : "peer-rejected");
    assertThat(line.text("event.outcome")).isEqualTo(accepted ? "success" : "failure");
    assertThat(line.text("mtls.decision")).isEqualTo(accepted ? "accepted" : "rejected");
    assertThat(line.text("mtls.mode")).isEqualTo("enforce");
    assertThat(line.text("mtls.stack")).isEqualTo(stack.auditName());
    assertThat(line.text("network.direction")).isEqualTo("inbound");
    assertThat(line.text("source.ip")).as("%s", line).isEqualTo("127.0.0.1");
    assertThat(line.text("destination.port")).isEqualTo(String.valueOf(server.port()));
    assertThat(line.text("tls.version")).isEqualTo(client.protocol().substring("TLSv".length()));
    assertThat(line.text("tls.resumed")).isEqualTo("false");
    if (client.peer() != PeerKind.NONE) {
      assertThat(line.text("tls.client.subject")).contains("CN=" + client.peer().clientName());
    }
    if (accepted) {
      assertThat(line.text("user.name")).isEqualTo(client.peer().clientName());
      assertThat(line.text("mtls.revocation.status")).isEqualTo("good");
    }
    assertThat(
            server.audit().lines().stream()
                .filter(AuditLine::isVerdict)
                .filter(other -> other.text("source.port").equals(line.text("source.port"))))
        .as("verdicts on one handshake")
        .hasSize(1);
  }

  private static PkiFiles pki(KeyKind kind) {
    return Objects.requireNonNull(PKI.get(kind));
  }
}
