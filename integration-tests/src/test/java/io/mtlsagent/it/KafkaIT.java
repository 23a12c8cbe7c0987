package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A Kafka whose broker, controller and clients call each other. The broker tries its own settings
 * at start, in memory: that is no peer. {@link ServersIT} shows it every kind of client.
 */
class KafkaIT {

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  static Stream<Jvm> jvms() {
    return Jvms.all().filter(TestApp.KAFKA_BROKER::isTestedOn);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void recordsGoThroughMutualTlsOrNotAtAll(Jvm jvm) {
    AgentConfig ofBroker = material.config("broker on " + jvm);
    try (GuardedServer broker =
        GuardedServer.start(jvm, ServerApp.KAFKA.launch(material.oneWay()), ofBroker)) {
      assertClientWithCertificateIsServed(jvm, broker);
      assertBrokerCallsItself(broker);
      assertClientWithoutCertificateIsRefused(jvm, broker);
    }
  }

  private static void assertClientWithCertificateIsServed(Jvm jvm, GuardedServer broker) {
    AgentConfig config = material.config("client on " + jvm);
    try (RunningApp client = jvm.start(client(broker.port()).withAgent(config.write()))) {
      assertThat(client.awaitExit()).as("%s%n%s", client, broker).isZero();
      assertThat(client.output()).as("%s", client).containsExactly("STATUS 200 hello");
    }
    List<AuditLine> verdicts =
        config.audit().lines().stream().filter(AuditLine::isVerdict).toList();
    assertThat(verdicts)
        .isNotEmpty()
        .allMatch(line -> line.text("event.code").equals("accepted"))
        .allMatch(line -> line.text("network.direction").equals("outbound"))
        .allMatch(line -> line.text("destination.ip").equals("127.0.0.1"))
        .allMatch(line -> line.text("destination.port").equals(String.valueOf(broker.port())));
    for (AuditLine line : verdicts) {
      int port = Integer.parseInt(line.text("source.port"));
      assertThat(broker.audit().awaitVerdictOnClient(port).text("user.name"))
          .isEqualTo("application");
    }
  }

  /** Broker to controller and back, and nothing of the trial in memory. */
  private static void assertBrokerCallsItself(GuardedServer broker) {
    List<AuditLine> verdicts =
        broker.audit().lines().stream().filter(AuditLine::isVerdict).toList();
    assertThat(verdicts)
        .allMatch(line -> line.text("event.code").equals("accepted"))
        .allMatch(line -> line.text("destination.ip").equals("127.0.0.1"))
        .anyMatch(line -> line.text("network.direction").equals("outbound"))
        .anyMatch(
            line ->
                line.text("network.direction").equals("inbound")
                    && !line.text("destination.port").equals(String.valueOf(broker.port())));
  }

  private static void assertClientWithoutCertificateIsRefused(Jvm jvm, GuardedServer broker) {
    Launch trusting =
        client(broker.port()).arguments("--truststore=" + material.trustsItsOwnAuthority());
    try (RunningApp client = jvm.start(trusting)) {
      assertThat(client.awaitExit()).as("%s", client).isZero();
      assertThat(client.output()).as("%s", client).singleElement().asString().contains("FAILED");
    }
    broker
        .audit()
        .await(
            "client without a certificate",
            1,
            line -> line.text("event.code").equals("no_certificate"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void clientTellsARevokedBrokerNothing(Jvm jvm) {
    PkiFiles pki = material.pki();
    AgentConfig config = material.config("client of revoked on " + jvm);
    try (RawTlsServer revoked =
            RawTlsServer.start(pki.server(PeerKind.REVOKED), pki.rootCertificate());
        RunningApp client = jvm.start(client(revoked.port()).withAgent(config.write()))) {
      assertThat(client.awaitExit()).as("%s", client).isZero();
      assertThat(client.output()).singleElement().asString().contains("SslAuthenticationException");
      AuditLine line = config.audit().await("verdict", 1, AuditLine::isVerdict).get(0);
      assertThat(line.text("event.code")).as("%s", line).isEqualTo("revoked");
      assertThat(line.text("destination.port")).isEqualTo(String.valueOf(revoked.port()));
      assertThat(revoked.clients()).isEmpty();
    }
  }

  private static Launch client(int port) {
    return Launch.of(TestApp.KAFKA_CLIENT, material.oneWay().clientArguments())
        .arguments("--url=kafka://localhost:" + port + "/zoo");
  }
}
