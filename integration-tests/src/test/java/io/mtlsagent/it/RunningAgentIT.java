package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.audit.AuditLog;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.tls.AgentCommand;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.CommandResult;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.it.tls.Talk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands to virtual machines that run: status, mode; and what an agent tells of itself. */
class RunningAgentIT {

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  private static Attempt connect(RunningApp app, @Nullable PeerFiles identity) {
    return RawTlsClient.to(
            app.port(), "TLSv1.3", Talk.HTTP, identity, material.pki().rootCertificate())
        .connect("/");
  }

  private static Attempt connectOneWay(RunningApp app) {
    return RawTlsClient.to(
            app.port(), "TLSv1.3", Talk.HTTP, null, material.oneWay().rootCertificate())
        .connect("/");
  }

  @Test
  void theStatusSaysWhatIsInForceAndWhatWasDecided() {
    AgentConfig config = material.quickConfig("status").set("profile", "prod");
    try (GuardedServer server = start(config)) {
      String pid = String.valueOf(server.app().pid());
      connect(server.app(), material.pki().client(PeerKind.GOOD));
      connect(server.app(), material.pki().client(PeerKind.EXPIRED));
      config.audit().await("verdicts", 2, AuditLine::isVerdict);

      CommandResult status = AgentCommand.run("status", pid);
      assertThat(status.exit()).as("%s", status).isZero();
      assertThat(status.output())
          .contains(
              "agent       version ",
              "mode        enforce",
              "profile prod, generation 1\n",
              "CN=application",
              "SunJSSE: covered")
          .contains("inbound at default by SunJSSE: 1 accepted\n")
          .contains("inbound at default by SunJSSE: 1 rejected, expired\n")
          .contains("keepers.crl");

      CommandResult metrics = AgentCommand.run("status", pid, "--prometheus");
      assertThat(metrics.output())
          .contains("# TYPE mtls_agent_peers_total counter\n")
          .contains(
              "mtls_agent_peers_total{direction=\"inbound\",endpoint=\"default\",stack=\"SunJSSE\","
                  + "decision=\"rejected\",code=\"expired\"} 1\n")
          .contains("mtls_agent_mode{endpoint=\"default\",mode=\"enforce\"} 1\n")
          .contains("mtls_agent_config_info{profile=\"prod\"} 1\n")
          .contains("mtls_agent_tls_stack_covered{stack=\"SunJSSE\"} 1\n")
          .contains("mtls_agent_peer_check_seconds_count 2\n");
    }
  }

  @Test
  void theModeIsChangedByCommandUntilItIsTakenBack() {
    AgentConfig config = material.quickConfig("mode");
    try (GuardedServer server = start(config)) {
      String pid = String.valueOf(server.app().pid());
      assertThat(connect(server.app(), null).answered()).isFalse();
      assertThat(AgentCommand.run("mode", pid, "permissive"))
          .isEqualTo(new CommandResult(0, "mode permissive\n", ""));
      assertThat(connect(server.app(), null).answered()).as("%s", server).isTrue();
      assertThat(AgentCommand.run("status", pid).output()).contains("its mode set at run time");

      assertThat(AgentCommand.run("mode", pid, "configured"))
          .isEqualTo(new CommandResult(0, "mode enforce\n", ""));
      assertThat(connect(server.app(), null).answered()).as("%s", server).isFalse();
      assertThat(config.audit().lines())
          .filteredOn(line -> line.text("event.action").equals("mode-changed"))
          .hasSize(2);
      assertThat(AgentCommand.run("mode", pid, "lax").exit()).isEqualTo(2);
    }
  }

  @Test
  void anAttachToAJvmThatHasTheAgentChangesNothingAndSaysSo() {
    AgentConfig config = material.quickConfig("twice");
    AgentConfig lax = material.quickConfig("lax").set("mode", "off");
    try (GuardedServer server = start(config)) {
      String pid = String.valueOf(server.app().pid());
      CommandResult attach = AgentCommand.run("attach", pid, lax.write().toString());
      assertThat(attach.exit()).as("%s", attach).isEqualTo(1);
      assertThat(attach.errors()).contains(" already; nothing was changed");
      assertThat(connect(server.app(), null).answered()).as("%s", server).isFalse();
      assertThat(connect(server.app(), material.pki().client(PeerKind.GOOD)).answered()).isTrue();
      assertThat(config.audit().lines())
          .filteredOn(line -> line.text("event.action").equals("agent-started"))
          .hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stdout", "stderr"})
  void theAuditLogGoesToTheOutputOfAContainer(String stream) {
    AgentConfig config = material.quickConfig(stream).set("audit.file", stream);
    try (GuardedServer server = start(config)) {
      connect(server.app(), material.pki().client(PeerKind.GOOD));
      connect(server.app(), null);
      boolean stdout = stream.equals("stdout");
      Awaitility.await()
          .untilAsserted(
              () -> {
                List<String> own = stdout ? server.app().output() : server.app().errors();
                assertThat(own).filteredOn(RunningAgentIT::isVerdictLine).hasSize(2);
              });
      List<String> other = stdout ? server.app().errors() : server.app().output();
      assertThat(other).noneMatch(RunningAgentIT::isAuditLine);
    }
  }

  private static boolean isAuditLine(String line) {
    return line.startsWith("{\"@timestamp\":\"") && line.endsWith("}");
  }

  private static boolean isVerdictLine(String line) {
    return isAuditLine(line) && line.contains("\"action\":\"peer-");
  }

  @Test
  void aModeThatLacksMaterialIsRefusedAndNothingChanges() {
    AgentConfig config = material.quickConfig("mode-refused").set("mode", "off");
    config.unset("trust.certificates");
    try (GuardedServer server = start(config)) {
      String pid = String.valueOf(server.app().pid());
      CommandResult refused = AgentCommand.run("mode", pid, "enforce");
      assertThat(refused.exit()).isEqualTo(1);
      assertThat(refused.errors()).contains("trust anchors are required in mode enforce");
      assertThat(connectOneWay(server.app()).answered()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-XX:+DisableAttachMechanism", "-XX:-EnableDynamicAgentLoading"})
  void aJvmThatForbidsItIsNamedWithTheOtherWays(String option) {
    try (GuardedServer server = start(material.quickConfig("forbidden"), option)) {
      String pid = String.valueOf(server.app().pid());
      for (List<String> command : List.of(List.of("status", pid), List.of("mode", pid, "off"))) {
        CommandResult result = AgentCommand.run(command.toArray(new String[0]));
        assertThat(result.exit()).as("%s", result).isEqualTo(1);
        assertThat(result.errors())
            .contains("the JVM " + pid + " lets ", option)
            .contains("the configuration file", "io.mtlsagent:type=Agent", "metrics.file")
            .doesNotContain("another container");
      }
    }
  }

  @Test
  void aProcessThatIsNoneIsNamed() {
    CommandResult result = AgentCommand.run("status", "999999999");
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.errors()).contains("the JVM 999999999 cannot be reached");
  }

  @Test
  void metricsAreWrittenForATextfileCollector() {
    Path metrics = directory.resolve("agent.prom");
    AgentConfig config = material.quickConfig("metrics").set("metrics.file", metrics.toString());
    try (GuardedServer server = start(config)) {
      connect(server.app(), material.pki().client(PeerKind.GOOD));
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertThat(metrics).content().contains("code=\"accepted\"} 1\n"));
      assertThat(Files.exists(directory.resolve("agent.prom.new"))).isFalse();
    }
  }

  @Test
  void certificatesThatEndSoonAreAuditedOnce() {
    PeerFiles ending =
        material
            .pki()
            .write(
                "ending",
                material
                    .pki()
                    .issue("ending")
                    .forClient()
                    .valid(Instant.now().minusSeconds(60), Instant.now().plus(Duration.ofDays(5)))
                    .make());
    AgentConfig config = material.quickConfig("expiring");
    try (GuardedServer server = start(config)) {
      for (int i = 0; i < 3; i++) {
        connect(server.app(), ending);
      }
      // looked at once a minute, and whenever the configuration changes
      config.audit().await("verdicts", 3, AuditLine::isVerdict);
      config.set("user.rules", "san:dns,cn").write();
      AuditLog audit = config.audit();
      AuditLine line = audit.await("expiring", 1, RunningAgentIT::isAboutTheOneThatEnds).get(0);
      assertThat(line.text("event.reason")).contains("within 7 days");
      assertThat(audit.lines()).filteredOn(RunningAgentIT::isAboutTheOneThatEnds).hasSize(1);
    }
  }

  @Test
  void peersAreEventsOfTheFlightRecorder() throws IOException {
    Path recording = directory.resolve("recording.jfr");
    AgentConfig config = material.quickConfig("jfr");
    try (GuardedServer server =
        start(config, "-XX:StartFlightRecording=dumponexit=true,filename=" + recording)) {
      connect(server.app(), material.pki().client(PeerKind.GOOD));
      connect(server.app(), material.pki().client(PeerKind.EXPIRED));
      config.audit().await("verdicts", 2, AuditLine::isVerdict);
    }
    assertThat(RecordingFile.readAllEvents(recording))
        .filteredOn(event -> event.getEventType().getName().equals("io.mtlsagent.Peer"))
        .allSatisfy(event -> assertThat(event.getStackTrace()).isNull())
        .extracting(event -> event.getString("code") + " " + event.getString("subject"))
        .containsExactly("accepted O=zoo,CN=client-good", "expired O=zoo,CN=client-expired");
  }

  @Test
  void theMxBeanTellsAndSetsTheMode() throws Exception {
    int port = GuardedServer.freePort();
    AgentConfig config = material.quickConfig("jmx");
    try (GuardedServer server = start(config, RemoteBeans.jvmOptions(port))) {
      connect(server.app(), material.pki().client(PeerKind.GOOD));
      try (RemoteBeans beans = RemoteBeans.at(port)) {
        assertThat(beans.agent("Mode")).isEqualTo("enforce");
        assertThat(beans.agent("PeersAccepted")).isEqualTo(1L);
        assertThat(beans.agent("Status")).asString().contains("SunJSSE: covered");
        beans.setAgentMode("permissive");
        assertThat(connect(server.app(), null).answered()).as("%s", server).isTrue();
      }
    }
  }

  private static boolean isAboutTheOneThatEnds(AuditLine line) {
    return line.text("event.action").equals("certificate-expiring")
        && line.text("event.reason").contains("CN=ending");
  }

  private static GuardedServer start(AgentConfig config, String... jvmOptions) {
    return GuardedServer.start(
        Jvms.own(),
        ServerApp.SSL_SERVER_SOCKET.launch(material.oneWay()).jvmOptions(jvmOptions),
        config);
  }
}
