package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.audit.AuditLog;
import io.mtlsagent.it.audit.ResumedLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A server that our client has a session with is as good as its certificate is now. */
class RevokedServerIT {

  private static final int TRIES = 3;

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;
  private static int servers;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  /** One client with sockets and one with engines. */
  static Stream<Arguments> clients() {
    return Jvms.all()
        .flatMap(
            jvm ->
                Stream.of(ClientApp.SSL_SOCKET, ClientApp.NETTY)
                    .map(client -> Arguments.of(client, jvm)));
  }

  /** FAULTS 5, the other way round; without the agent the second request is answered as well. */
  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("clients")
  void serverThatIsRevokedAfterTheFirstRequestIsAskedNothingMore(ClientApp client, Jvm jvm) {
    jvm.assumeRuns(client.app());
    // a client that missed the end of its first connection offers no session to the second
    boolean resumed = false;
    for (int i = 0; i < TRIES && !resumed; i++) {
      resumed = isRefusedOnResumption(client, jvm);
    }
    assertThat(resumed).as("a session was offered").isTrue();
  }

  private boolean isRefusedOnResumption(ClientApp client, Jvm jvm) {
    Path folder = directory.resolve(client + " on " + jvm + " " + servers);
    AgentConfig config =
        new AgentConfig(folder, pki.client(PeerKind.GOOD), pki)
            .set("reload.interval", "200ms")
            .set("revocation.close-open", "false"); // so that the first answer arrives
    try (RawTlsServer older = server("TLSv1.2", config.audit());
        RawTlsServer newer = server("TLSv1.3", config.audit());
        RunningApp app =
            jvm.start(
                client
                    .launch(oneWay, url(older), url(newer))
                    .arguments("--requests=2")
                    .withAgent(config.write()))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      List<AuditLine> verdicts = config.audit().await("each request", 4, AuditLine::isVerdict);
      boolean resumed = true;
      for (int i = 0; i < 4; i += 2) {
        assertThat(app.output().get(i)).as("%s", app).startsWith("STATUS 200");
        assertThat(app.output().get(i + 1)).as("%s", app).startsWith("FAILED ");
        assertThat(verdicts.get(i).text("event.code")).isEqualTo("accepted");
        AuditLine refused = verdicts.get(i + 1);
        assertThat(refused.text("event.code")).as("%s", refused).isEqualTo("revoked");
        resumed &= ResumedLine.isOne(refused);
        assertThat(refused.text("tls.version")).isEqualTo(i == 0 ? "1.2" : "1.3");
        assertThat(refused.text("network.direction")).isEqualTo("outbound");
      }
      assertThat(older.clients()).hasSize(1);
      assertThat(newer.clients()).hasSize(1);
      return resumed;
    }
  }

  private static RawTlsServer server(String protocol, AuditLog log) {
    String name = "server-" + ++servers;
    PeerFiles identity = pki.write(name, pki.issue(name).forServer().make());
    return RawTlsServer.start(identity, pki.rootCertificate())
        .only(protocol)
        .beforeAnswers(
            () -> {
              int before = updates(log);
              pki.revoke(identity);
              log.await("the list", before + 1, RevokedServerIT::isUpdate);
            });
  }

  private static int updates(AuditLog log) {
    return (int) log.lines().stream().filter(RevokedServerIT::isUpdate).count();
  }

  /** Of the list that has the server: the others are written anew as well. */
  private static boolean isUpdate(AuditLine line) {
    return line.text("event.action").equals("revocation-updated")
        && line.text("event.reason").contains("keepers.crl:");
  }

  private static String url(RawTlsServer server) {
    return "https://localhost:" + server.port() + "/";
  }
}
