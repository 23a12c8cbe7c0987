package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.audit.AuditLog;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every server application on every virtual machine, against every kind of client. One virtual
 * machine serves all clients of its row.
 */
@ParameterizedClass(name = "{0} on {1}")
@MethodSource("servers")
class JsseServerIT {

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static final Map<KeyKind, PkiFiles> PKI = new EnumMap<>(KeyKind.class);

  private static @Nullable RunningApp running;
  private static AuditLog audit;
  private static int rows;

  @Parameter(0)
  ServerApp server;

  @Parameter(1)
  Jvm jvm;

  static Stream<Arguments> servers() {
    return Jvms.all()
        .flatMap(jvm -> Stream.of(ServerApp.values()).map(app -> Arguments.of(app, jvm)));
  }

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    for (KeyKind kind : KeyKind.values()) {
      PKI.put(kind, PkiFiles.in(directory.resolve(kind.name()), kind));
    }
  }

  @BeforeParameterizedClassInvocation
  static void start(ServerApp server, Jvm jvm) {
    running = null;
    if (!jvm.obstacle().isEmpty() || !server.app().runsOn(jvm)) {
      return;
    }
    rows++;
    // Both kinds of keys on the server's side too, one row each.
    KeyKind own = rows % 2 == 0 ? KeyKind.RSA : KeyKind.EC;
    AgentConfig config =
        new AgentConfig(
            directory.resolve("row-" + rows),
            pki(own).server(PeerKind.GOOD),
            pki(KeyKind.EC),
            pki(KeyKind.RSA));
    audit = config.audit();
    running = jvm.start(server.launch(oneWay).withAgent(config.write()));
    running.awaitReady();
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    if (running != null) {
      running.close();
    }
  }

  @BeforeEach
  void skipWhereTheVirtualMachineIsMissing() {
    jvm.assumeRuns(server.app());
  }

  static Stream<Arguments> clients() {
    return Stream.of("TLSv1.2", "TLSv1.3")
        .flatMap(
            protocol ->
                Stream.of(KeyKind.values())
                    .flatMap(
                        key ->
                            Stream.of(PeerKind.values())
                                .filter(peer -> peer != PeerKind.NONE || key == KeyKind.EC)
                                .map(peer -> Arguments.of(protocol, key, peer))));
  }

  @ParameterizedTest(name = "{0} {1} {2}")
  @MethodSource("clients")
  void verdictAndAuditLineAreThoseOfTheCertificate(String protocol, KeyKind key, PeerKind peer) {
    RunningApp app = Objects.requireNonNull(running);
    String path = "/" + protocol + "-" + key + "-" + peer;
    Attempt attempt = client(app.port(), protocol, key, peer).connect(path);

    assertThat(attempt.answered()).as("%s%n%s", attempt, app).isEqualTo(peer.isAccepted());
    AuditLine line = audit.awaitVerdictOnClient(attempt.localPort());
    assertThat(line.text("event.code")).as("%s", line).isEqualTo(peer.code());
    assertVerdictIsComplete(line, protocol, peer);
    if (peer != PeerKind.NONE) {
      assertThat(line.text("tls.client.subject"))
          .as("%s", line)
          .contains("CN=" + peer.clientName());
    }
    if (server.namesRequests()) {
      assertThat(app.wasAsked(path)).as("%s", app).isEqualTo(peer.isAccepted());
    }
  }

  private void assertVerdictIsComplete(AuditLine line, String protocol, PeerKind peer) {
    boolean accepted = peer.isAccepted();
    assertThat(line.text("event.action")).isEqualTo(accepted ? "peer-accepted" : "peer-rejected");
    assertThat(line.text("event.outcome")).isEqualTo(accepted ? "success" : "failure");
    assertThat(line.text("mtls.decision")).isEqualTo(accepted ? "accepted" : "rejected");
    assertThat(line.text("mtls.mode")).isEqualTo("enforce");
    assertThat(line.text("mtls.stack")).isEqualTo("SunJSSE");
    assertThat(line.text("network.direction")).isEqualTo("inbound");
    assertThat(line.text("source.ip")).as("%s", line).isIn("127.0.0.1", "::1");
    assertThat(line.text("destination.port"))
        .isEqualTo(String.valueOf(Objects.requireNonNull(running).port()));
    assertThat(line.text("tls.version")).isEqualTo(protocol.substring("TLSv".length()));
    assertThat(line.text("tls.resumed")).isEqualTo("false");
    if (accepted) {
      assertThat(line.text("user.name")).isEqualTo(peer.clientName());
      assertThat(line.text("mtls.revocation.status")).isEqualTo("good");
    }
    assertThat(
            audit.lines().stream()
                .filter(AuditLine::isVerdict)
                .filter(other -> other.text("source.port").equals(line.text("source.port"))))
        .as("verdicts on one handshake")
        .hasSize(1);
  }

  private RawTlsClient client(int port, String protocol, KeyKind key, PeerKind peer) {
    return RawTlsClient.to(
        port,
        protocol,
        server.talk(),
        peer == PeerKind.NONE ? null : pki(key).client(peer),
        pki(KeyKind.EC).rootCertificate(),
        pki(KeyKind.RSA).rootCertificate());
  }

  private static PkiFiles pki(KeyKind kind) {
    return Objects.requireNonNull(PKI.get(kind));
  }
}
