package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.AgentCommand;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.CommandResult;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.Talk;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code explain} says of a peer what a handshake with it leads to. */
class ExplainIT {

  @TempDir static Path directory;
  private static PkiFiles pki;
  private static Path config;
  private static GuardedServer server;

  @BeforeAll
  static void startServer() {
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
    AgentConfig written =
        new AgentConfig(directory.resolve("agent"), pki.server(PeerKind.GOOD), pki)
            .set("peers.deny", "CN=mallory");
    server =
        GuardedServer.start(
            Jvms.own(),
            ServerApp.SSL_SERVER_SOCKET.launch(OneWayTls.in(directory.resolve("one-way"))),
            written);
    config = written.write();
  }

  @AfterAll
  static void stopServer() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void theVerdictIsThatOfTheHandshake(PeerKind kind) {
    assertSameVerdict(pki.client(kind), kind.code());
  }

  @Test
  void aPeerOnADenyListIsExplainedByItsEntry() {
    PeerFiles mallory = pki.write("mallory", pki.issue("mallory").forClient().make());

    assertThat(assertSameVerdict(mallory, "not_authorized").output())
        .contains("rule     peers.deny has CN=mallory", "take it off that list");
  }

  private static CommandResult assertSameVerdict(PeerFiles peer, String code) {
    Attempt attempt =
        server.client("TLSv1.3", Talk.HTTP, peer, pki.rootCertificate()).connect("/explain");
    CommandResult result =
        AgentCommand.run(
            "explain",
            config.toString(),
            "--cert",
            peer.certificate().toString(),
            "--port",
            String.valueOf(server.port()));
    boolean accepted = code.equals("accepted");

    assertThat(server.verdictOn(attempt).text("event.code")).isEqualTo(code);
    assertThat(result.exit()).as("%s", result).isEqualTo(accepted ? 0 : 1);
    assertThat(result.output())
        .contains(accepted ? "verdict  let in" : "verdict  refused: " + code + "\n")
        .contains(accepted ? "" : "reason   " + server.verdictOn(attempt).text("event.reason"));
    assertThat(result.errors()).isEmpty();
    return result;
  }
}
