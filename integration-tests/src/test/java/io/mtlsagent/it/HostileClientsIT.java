package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.hostile.HostileAttempt;
import io.mtlsagent.it.hostile.HostileClient;
import io.mtlsagent.it.hostile.Trick;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.testing.Issued;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients that break the protocol: never let in, always one line in the audit log, and the
 * application is given no byte of theirs.
 */
class HostileClientsIT {

  private static final List<String> PROTOCOLS = List.of("TLSv1.2", "TLSv1.3");

  @TempDir static Path directory;
  private static final Rows ROWS = new Rows();
  private static OneWayTls oneWay;
  private static PkiFiles pki;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  @AfterAll
  static void stopTheLastServer() {
    ROWS.close();
  }

  /** A server on sockets and one on engines, on each virtual machine. */
  private static Stream<Arguments> servers() {
    return Jvms.all()
        .flatMap(
            jvm ->
                Stream.of(ServerApp.SSL_SERVER_SOCKET, ServerApp.HTTPS_SERVER)
                    .map(kind -> Arguments.of(kind, jvm)));
  }

  static Stream<Arguments> tricks() {
    return servers()
        .flatMap(
            row ->
                PROTOCOLS.stream()
                    .flatMap(
                        protocol ->
                            Stream.of(Trick.values())
                                .filter(trick -> trick.isPossibleIn(protocol))
                                .map(
                                    trick ->
                                        Arguments.of(
                                            row.get()[0], row.get()[1], protocol, trick))));
  }

  private static GuardedServer server(ServerApp kind, Jvm jvm) {
    jvm.assumeRuns(kind.app());
    return ROWS.server(
        List.of(kind, jvm),
        () ->
            GuardedServer.start(
                jvm,
                kind.launch(oneWay),
                new AgentConfig(
                    directory.resolve(kind + " on " + jvm), pki.server(PeerKind.GOOD), pki)));
  }

  private static Issued client(PeerKind kind) {
    return pki.client(kind).issued();
  }

  @ParameterizedTest(name = "{0} on {1}: {2} {3}")
  @MethodSource("tricks")
  void aTrickNeverLetsInAndLeavesOneLine(ServerApp kind, Jvm jvm, String protocol, Trick trick) {
    GuardedServer server = server(kind, jvm);
    String path = "/" + protocol + "-" + trick;

    HostileAttempt attempt =
        HostileClient.to(server.port(), protocol, trick).connect(path, client(PeerKind.GOOD));

    assertThat(attempt.answered()).as("%s%n%s", attempt, server).isEqualTo(trick.isAnswered());
    assertOneLine(server, attempt, trick);
    assertThat(server.app().wasAsked(path, trick.isAnswered())).isEqualTo(trick.isAnswered());
  }

  private static void assertOneLine(GuardedServer server, HostileAttempt attempt, Trick trick) {
    if (trick.codes().isEmpty()) {
      // a good client after it: had there been a line, it would stand before this one's
      HostileAttempt good =
          HostileClient.to(server.port(), "TLSv1.2", Trick.NONE)
              .connect("/after", client(PeerKind.GOOD));
      server.audit().awaitVerdictOnClient(good.localPort());
    } else {
      AuditLine line = server.audit().awaitVerdictOnClient(attempt.localPort());
      assertThat(line.text("event.code")).as("%s", line).isIn(trick.codes());
    }
    List<AuditLine> verdicts = verdicts(server, attempt);
    if (trick.asksForAnotherHandshake() && verdicts.size() > 1) {
      assertThat(verdicts.remove(1).text("event.code")).isEqualTo("protocol");
    }
    assertThat(verdicts).hasSize(trick.codes().isEmpty() ? 0 : 1);
  }

  private static List<AuditLine> verdicts(GuardedServer server, HostileAttempt attempt) {
    String port = String.valueOf(attempt.localPort());
    return server.audit().lines().stream()
        .filter(line -> line.isVerdict() && line.text("source.port").equals(port))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  static Stream<Arguments> disguises() {
    return servers()
        .flatMap(
            row ->
                PROTOCOLS.stream()
                    .flatMap(
                        protocol ->
                            Stream.of(
                                    Trick.FRAGMENTED_RECORDS,
                                    Trick.PADDED_RECORDS,
                                    Trick.SLOW_CLIENT_HELLO)
                                .filter(trick -> trick.isPossibleIn(protocol))
                                .map(
                                    trick ->
                                        Arguments.of(
                                            row.get()[0], row.get()[1], protocol, trick))));
  }

  /** CVE-2026-32305: a ClientHello in pieces was given other rules. */
  @ParameterizedTest(name = "{0} on {1}: {2} {3}")
  @MethodSource("disguises")
  void theFormOfTheRecordsDoesNotChangeTheVerdict(
      ServerApp kind, Jvm jvm, String protocol, Trick trick) {
    GuardedServer server = server(kind, jvm);
    HostileClient client = HostileClient.to(server.port(), protocol, trick);

    HostileAttempt revoked = client.connect("/revoked", client(PeerKind.REVOKED));
    HostileAttempt nobody = client.connect("/nobody");

    assertThat(server.audit().awaitVerdictOnClient(revoked.localPort()).text("event.code"))
        .isEqualTo("revoked");
    assertThat(server.audit().awaitVerdictOnClient(nobody.localPort()).text("event.code"))
        .isEqualTo("no_certificate");
    assertThat(revoked.answered() || nobody.answered()).isFalse();
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("servers")
  void anotherIdentityInARenegotiationIsJudgedAnew(ServerApp kind, Jvm jvm) {
    GuardedServer server = server(kind, jvm);
    HostileAttempt attempt =
        HostileClient.to(server.port(), "TLSv1.2", Trick.NONE)
            .renegotiate("/renegotiated", client(PeerKind.GOOD), client(PeerKind.REVOKED));

    assertThat(attempt.answered()).as("%s%n%s", attempt, server).isFalse();
    assertThat(server.app().wasAsked("/renegotiated")).isFalse();
    Awaitility.await("a line for each of the two handshakes")
        .atMost(Duration.ofSeconds(15))
        .until(() -> verdicts(server, attempt).size() >= 2);
    assertThat(verdicts(server, attempt))
        .extracting(line -> line.text("event.code"))
        .containsExactly("accepted", "revoked");
  }

  /** The names of the threads of a process, as Linux has them. */
  private static List<String> threads(GuardedServer server) throws IOException {
    List<AuditLine> lines = server.audit().lines();
    String process = lines.get(lines.size() - 1).text("process.pid");
    try (Stream<Path> tasks = Files.list(Path.of("/proc", process, "task"))) {
      return tasks.map(HostileClientsIT::name).toList();
    }
  }

  private static String name(Path task) {
    try {
      return Files.readString(task.resolve("comm")).trim();
    } catch (IOException e) {
      return ""; // has just ended
    }
  }

  @Test
  void noThreadIsLeftOfClientsThatPlayTricks() {
    GuardedServer server = server(ServerApp.SSL_SERVER_SOCKET, Jvms.own());
    for (String protocol : PROTOCOLS) {
      for (Trick trick : Trick.values()) {
        if (trick.isPossibleIn(protocol)) {
          HostileClient.to(server.port(), protocol, trick)
              .connect("/threads", client(PeerKind.GOOD));
        }
      }
    }
    Awaitility.await("the end of the threads of all connections")
        .atMost(Duration.ofSeconds(15))
        .until(() -> threads(server).stream().noneMatch(name -> name.startsWith("Thread-")));
  }
}
