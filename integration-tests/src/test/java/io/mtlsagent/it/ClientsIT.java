package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every client application on every virtual machine calls a server of every kind. The agent shows
 * our certificate and checks the server's, host name included, also for clients that check nothing
 * themselves.
 */
class ClientsIT {

  /** A server that runs in the tests' own virtual machine, and what the agent shall say of it. */
  private record Target(String name, String code, RawTlsServer server) {

    boolean accepted() {
      return code.equals("accepted");
    }

    String url() {
      return "https://localhost:" + server.port() + "/" + name;
    }
  }

  @TempDir static Path directory;
  private static final List<Target> TARGETS = new ArrayList<>();
  private static OneWayTls oneWay;
  private static PkiFiles ec;
  private static PkiFiles rsa;

  @BeforeAll
  static void startServers() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    ec = PkiFiles.in(directory.resolve("ec"), KeyKind.EC);
    rsa = PkiFiles.in(directory.resolve("rsa"), KeyKind.RSA);
    for (PkiFiles pki : List.of(ec, rsa)) {
      for (PeerKind kind : PeerKind.values()) {
        if (kind != PeerKind.NONE) {
          start(pki.keyKind() + "-" + kind, kind.code(), pki.server(kind));
        }
      }
      PeerFiles elsewhere =
          pki.write(
              "elsewhere",
              pki.issueWithoutNames("elsewhere").forServer().dns("elsewhere.example").make());
      start(pki.keyKind() + "-WRONG_NAME", "name_mismatch", elsewhere);
    }
  }

  private static void start(String name, String code, PeerFiles identity) {
    RawTlsServer server = RawTlsServer.start(identity, ec.rootCertificate(), rsa.rootCertificate());
    TARGETS.add(new Target(name, code, server));
  }

  @AfterAll
  static void stopServers() {
    TARGETS.forEach(target -> target.server().close());
  }

  static Stream<Arguments> clients() {
    return Jvms.all()
        .flatMap(
            jvm ->
                ClientApp.wanted()
                    .filter(client -> client.app().isTestedOn(jvm))
                    .map(client -> Arguments.of(client, jvm)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("clients")
  void clientReachesOnlyServersWithACertificateInOrder(ClientApp client, Jvm jvm) {
    jvm.assumeRuns(client.app());
    String clientName = client + " on " + jvm;
    PeerFiles identity = ec.write(clientName, ec.issue(clientName).forClient().make());
    AgentConfig config = new AgentConfig(directory.resolve(clientName), identity, ec, rsa);
    String[] urls = TARGETS.stream().map(Target::url).toArray(String[]::new);
    try (RunningApp app = jvm.start(client.launch(oneWay, urls).withAgent(config.write()))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output()).as("%s", app).hasSize(urls.length);
      List<AuditLine> verdicts =
          config.audit().await("each server", urls.length, AuditLine::isVerdict);
      assertThat(verdicts).hasSize(urls.length);
      for (int i = 0; i < urls.length; i++) {
        assertOutcome(TARGETS.get(i), app.output().get(i), verdicts.get(i), clientName);
        assertAddress(TARGETS.get(i), verdicts.get(i));
      }
      assertThat(app.weavesSocketChannels()).as("%s", app).isFalse();
    }
  }

  private static void assertOutcome(
      Target target, String printed, AuditLine line, String clientName) {
    assertThat(printed)
        .as(target.name())
        .startsWith(target.accepted() ? "STATUS 200 hello" : "FAILED ");
    assertThat(line.text("event.code")).as("%s: %s", target, line).isEqualTo(target.code());
    assertThat(line.text("event.action"))
        .as("%s", line)
        .isEqualTo(target.accepted() ? "peer-accepted" : "peer-rejected");
    assertThat(line.text("network.direction")).isEqualTo("outbound");
    assertThat(line.text("tls.server.subject")).as("%s", line).contains("CN=");
    assertThat(
            target.server().clients().stream().anyMatch(name -> name.contains("CN=" + clientName)))
        .as("%s was asked something", target)
        .isEqualTo(target.accepted());
  }

  private static void assertAddress(Target target, AuditLine line) {
    assertThat(line.text("destination.ip")).as("%s", line).isEqualTo("127.0.0.1");
    assertThat(line.text("destination.port"))
        .as("%s", line)
        .isEqualTo(String.valueOf(target.server().port()));
  }
}
