package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.AgentCommand;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.Talk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A port that is talked to without TLS is told of, for no TLS stack could. */
class PlaintextListenerIT {

  @TempDir Path directory;

  @Test
  void portWithConnectionsAndNoTlsIsAuditedOnceAndListed() throws IOException {
    MutualTls material = MutualTls.in(directory);
    AgentConfig config = material.config("agent").set("reload.interval", "100ms");
    try (GuardedServer server =
        GuardedServer.start(Jvms.own(), ServerApp.START_TLS.launch(material.oneWay()), config)) {
      String listener = "tcp 127.0.0.1:" + server.port();
      assertThat(status(server)).contains(listener + ": no TLS seen");

      try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
        assertThat(plain.isConnected()).isTrue();
        AuditLine line = uncovered(server).get(0);
        assertThat(line.text("mtls.details.listener")).as("%s", line).isEqualTo(listener);
        assertThat(line.text("mtls.stack")).isEqualTo("none");
        assertThat(status(server)).contains(listener + ": NO TLS, and somebody is connected");
      }
      server
          .client(
              "TLSv1.3",
              Talk.START_TLS,
              material.pki().client(PeerKind.GOOD),
              material.pki().rootCertificate())
          .connect("/tls");
      assertThat(status(server)).contains(listener + ": TLS\n");
      assertThat(uncovered(server)).hasSize(1);
    }
  }

  private static String status(GuardedServer server) {
    return AgentCommand.run("status", String.valueOf(server.app().pid())).output();
  }

  private static List<AuditLine> uncovered(GuardedServer server) {
    return server
        .audit()
        .await("plaintext", 1, line -> line.text("event.action").equals("tls-uncovered"));
  }
}
