package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerKind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * FTP, server and client under the agent: the connection for data is judged by itself. Here the
 * server speaks TLS over engines on one connection and over sockets on the other.
 */
class FtpIT {

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  static Stream<Jvm> jvms() {
    return Jvms.all().filter(TestApp.FTP_SERVER::isTestedOn);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void bothConnectionsAreMutual(Jvm jvm) {
    try (GuardedServer server = start(jvm)) {
      // MINA 2.2 loses answers with TLS 1.3, see docs/tls-stacks.md
      AgentConfig config = material.config("client on " + jvm).set("tls.protocols", "TLSv1.2");
      Launch launch = client(server, material.oneWay().truststore()).withAgent(config.write());
      try (RunningApp client = jvm.start(launch)) {
        assertThat(client.awaitExit()).as("%s%n%s", client, server).isZero();
        assertThat(client.output()).as("%s", client).containsExactly("STATUS 200 hello");
      }
      List<AuditLine> outbound = config.audit().await("both", 2, AuditLine::isVerdict);
      assertThat(outbound)
          .hasSize(2)
          .allMatch(line -> line.text("event.code").equals("accepted"))
          .extracting(line -> line.text("destination.port"))
          .doesNotHaveDuplicates()
          .first()
          .isEqualTo(String.valueOf(server.port()));
      for (AuditLine line : outbound) {
        AuditLine inbound =
            server.audit().awaitVerdictOnClient(Integer.parseInt(line.text("source.port")));
        assertThat(inbound.text("user.name")).isEqualTo(MutualTls.USER);
        assertThat(inbound.text("destination.port")).isEqualTo(line.text("destination.port"));
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void clientWithoutACertificateGetsNothing(Jvm jvm) {
    try (GuardedServer server = start(jvm);
        RunningApp client = jvm.start(client(server, material.trustsItsOwnAuthority()))) {
      assertThat(client.awaitExit()).as("%s", client).isZero();
      assertThat(client.output()).singleElement().asString().startsWith("FAILED");
      server
          .audit()
          .await(
              "client without a certificate",
              1,
              line -> line.text("event.code").equals(PeerKind.NONE.code()));
    }
  }

  private static GuardedServer start(Jvm jvm) {
    return GuardedServer.start(
        jvm,
        ServerApp.FTP.launch(material.oneWay()),
        material.config("server on " + jvm + " " + System.nanoTime()));
  }

  private static Launch client(GuardedServer server, Path truststore) {
    return Launch.of(TestApp.FTP_CLIENT, "--truststore=" + truststore)
        .arguments("--storepass=changeit", "--url=ftp://localhost:" + server.port() + "/hello");
  }
}
