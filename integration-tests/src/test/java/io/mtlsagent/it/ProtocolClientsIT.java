package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.servers.RunningServer;
import io.mtlsagent.it.tls.PkiFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Clients of directories, mail, databases and brokers call real servers of every kind, which demand
 * certificates. The agent shows ours and checks the server's, host name included, also for clients
 * that check nothing themselves, and where TLS begins only after a talk in the clear.
 */
class ProtocolClientsIT {

  @TempDir static Path directory;
  private static MutualTls material;
  private static ProtocolServers servers;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
    servers = new ProtocolServers(material.pki());
  }

  @AfterAll
  static void stopServers() {
    servers.close();
  }

  static Stream<Arguments> clients() {
    return ProtocolClient.wanted()
        .flatMap(
            client ->
                Jvms.all()
                    .filter(client.app()::isTestedOn)
                    .flatMap(
                        jvm ->
                            protocols(jvm).map(protocol -> Arguments.of(client, jvm, protocol))));
  }

  /** What differs by the protocol is the same on every JVM. */
  private static Stream<String> protocols(Jvm jvm) {
    return jvm.version() == Jvms.own().version()
        ? Stream.of("TLSv1.2", "TLSv1.3")
        : Stream.of("TLSv1.3");
  }

  @ParameterizedTest(name = "{0} on {1} with {2}")
  @MethodSource("clients")
  void clientReachesOnlyServersWithACertificateInOrder(
      ProtocolClient client, Jvm jvm, String protocol) {
    jvm.assumeRuns(client.app());
    List<ProtocolServers.Target> targets = targets(client);
    AgentConfig config =
        material.config(client + " on " + jvm + " " + protocol).set("tls.protocols", protocol);
    String[] urls = urls(client, targets);
    Path truststore = material.oneWay().truststore();
    try (RunningApp app =
        jvm.start(
            client
                .launch(truststore, material.oneWay().anchors(), urls)
                .withAgent(config.write()))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output()).as("%s", app).hasSize(urls.length);
      for (int i = 0; i < urls.length; i++) {
        assertOutcome(targets.get(i), app, app.output().get(i), config, protocol);
      }
    }
  }

  private static void assertOutcome(
      ProtocolServers.Target target,
      RunningApp app,
      String printed,
      AgentConfig config,
      String protocol) {
    assertThat(printed)
        .as("%s: %s", target, app)
        .startsWith(target.accepted() ? "STATUS 200 hello" : "FAILED ");
    String port = String.valueOf(target.port());
    List<AuditLine> verdicts =
        config
            .audit()
            .await(
                target.toString(),
                1,
                line -> line.isVerdict() && line.text("destination.port").equals(port));
    assertThat(verdicts).as("%s", target).hasSize(1);
    AuditLine line = verdicts.get(0);
    assertThat(line.text("event.code")).as("%s: %s", target, line).isEqualTo(target.code());
    assertThat(line.text("network.direction")).isEqualTo("outbound");
    assertThat(line.text("destination.ip")).as("%s", line).isEqualTo("127.0.0.1");
    assertThat(line.text("source.ip")).as("%s", line).isEqualTo("127.0.0.1");
    assertThat(line.text("source.port")).as("%s", line).isNotEmpty();
    assertThat("TLSv" + line.text("tls.version")).as("%s", line).isEqualTo(protocol);
    assertThat(line.text("tls.server.subject")).as("%s", line).contains("CN=");
  }

  static Stream<ProtocolClient> everyClient() {
    return ProtocolClient.wanted();
  }

  /** So the certificate that the agent shows is what opens the door. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("everyClient")
  void serverLetsNobodyInWithoutTheAgent(ProtocolClient client) {
    String[] urls = urls(client, targets(client).subList(0, 1));
    PkiFiles pki = material.pki();
    try (RunningApp app = Jvms.own().start(client.launch(pki.truststore(), pki.anchors(), urls))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output()).as("%s", app).singleElement().asString().startsWith("FAILED ");
    }
  }

  private static List<ProtocolServers.Target> targets(ProtocolClient client) {
    Assumptions.assumeTrue(
        RunningServer.isInstalled(client.program()),
        () -> client.program() + " is not installed, so no test with it");
    return servers.of(client.program());
  }

  private static String[] urls(ProtocolClient client, List<ProtocolServers.Target> targets) {
    return targets.stream().map(target -> client.url(target.port())).toArray(String[]::new);
  }
}
