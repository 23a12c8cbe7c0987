package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Execution;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.HeldConnection;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.it.tls.Talk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The agent comes into applications that serve already, or not at all. */
class AttachIT {

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  /** One with sockets and one with engines: the contexts of both are made before they listen. */
  static Stream<Arguments> matrix() {
    return Jvms.all()
        .flatMap(
            jvm ->
                Stream.of(ServerApp.SSL_SERVER_SOCKET, ServerApp.HTTPS_SERVER)
                    .map(server -> Arguments.of(server, jvm)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("matrix")
  void whatListensAlreadyIsCoveredWithItsSessions(ServerApp kind, Jvm jvm) {
    jvm.assumeRuns(kind.app());
    AgentConfig config = material.quickConfig(kind + "-" + jvm);
    String file = config.write().toString();
    try (RunningApp app = jvm.start(kind.launch(material.oneWay())).awaitReady()) {
      RawTlsClient returning = client(app, null);
      assertThat(returning.connect("/before").answered()).isTrue();
      assertThat(run(app, "status", pid(app)))
          .matches(result -> result.exit() == 1)
          .matches(result -> result.errors().contains("[mtls-agent] no agent runs in this JVM"));

      Execution attached = run(app, "attach", pid(app), file);
      assertThat(attached.exit()).as("%s%n%s", attached, app).isZero();
      assertThat(attached.outputText()).contains("mode        enforce").contains(file);

      assertThat(returning.connect("/resumed").answered()).as("%s", app).isFalse();
      assertThat(client(app, null).connect("/nobody").answered()).as("%s", app).isFalse();
      assertThat(client(app, PeerKind.REVOKED).connect("/revoked").answered()).isFalse();
      assertThat(client(app, PeerKind.GOOD).connect("/good").answered()).as("%s", app).isTrue();
      assertThat(config.audit().await("verdicts", 4, AuditLine::isVerdict))
          .extracting(line -> line.text("event.code"))
          .containsExactly("no_certificate", "no_certificate", "revoked", "accepted");

      Execution again = run(app, "attach", pid(app), file);
      assertThat(again.exit()).isEqualTo(1);
      assertThat(again.toString()).contains("is in the JVM " + pid(app) + " already");
      Execution mode = run(app, "mode", pid(app), "permissive");
      assertThat(mode.outputText()).as("%s", mode).isEqualTo("mode permissive\n");
      assertThat(client(app, null).connect("/permissive").answered()).as("%s", app).isTrue();
    }
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("matrix")
  void connectionsFromBeforeAreJudgedAsSoonAsTheyAreUsed(ServerApp kind, Jvm jvm)
      throws IOException {
    jvm.assumeRuns(kind.app());
    AgentConfig config = material.quickConfig("earlier-" + kind + "-" + jvm);
    String file = config.write().toString();
    try (RunningApp app = jvm.start(kind.launch(material.oneWay())).awaitReady();
        HeldConnection idle = client(app, "TLSv1.3", null).hold();
        HeldConnection old = client(app, "TLSv1.2", null).hold();
        HeldConnection used = client(app, "TLSv1.3", null).hold()) {
      assertThat(run(app, "attach", pid(app), file).exit()).as("%s", app).isZero();
      old.goOn();
      used.goOn();
      List<AuditLine> ends = config.audit().await("ends", 2, AttachIT::isEnd);
      assertThat(ends)
          .extracting(line -> line.text("event.code"))
          .containsExactly("no_certificate", "no_certificate");
      if (kind == ServerApp.SSL_SERVER_SOCKET) { // nobody tells the channel of an older engine
        assertThat(ends)
            .extracting(line -> line.text("source.port"))
            .containsExactlyInAnyOrder(
                String.valueOf(old.localPort()), String.valueOf(used.localPort()));
      }
      if (kind == ServerApp.HTTPS_SERVER) { // an engine is dead; its channel ends when it is used
        old.goOn();
        used.goOn();
      }
      assertThat(used.awaitEnd()).as("%s", app).isNotEqualTo("still open");
      assertThat(old.awaitEnd()).as("%s", app).isNotEqualTo("still open");
      assertThat(idle.isOpen()).as("%s", app).isTrue();
      assertThat(run(app, "status", pid(app)).outputText())
          .contains("earlier     3 TCP connections were open before the attach, ")
          .contains("2 of TLS have been used since");
    }
  }

  /** The next handshake of such a connection is judged like the first one of another. */
  @Test
  void aRenegotiationOnAConnectionFromBeforeIsJudged() throws IOException {
    AgentConfig config = material.quickConfig("renegotiation");
    config.set("revocation.close-open", "false");
    String file = config.write().toString();
    try (RunningApp app =
            Jvms.own().start(ServerApp.SSL_SERVER_SOCKET.launch(material.oneWay())).awaitReady();
        HeldConnection kept = client(app, "TLSv1.2", null).hold();
        HeldConnection good = client(app, "TLSv1.2", PeerKind.GOOD).hold();
        HeldConnection nobody = client(app, "TLSv1.2", null).hold()) {
      assertThat(run(app, "attach", pid(app), file).exit()).as("%s", app).isZero();
      kept.goOn();
      good.renegotiate();
      nobody.renegotiate();
      assertThat(nobody.awaitEnd()).as("%s", app).isNotEqualTo("still open");
      assertThat(good.isOpen()).as("%s", app).isTrue();
      assertThat(config.audit().await("verdicts", 2, AuditLine::isVerdict))
          .extracting(line -> line.text("event.code"))
          .containsExactlyInAnyOrder("accepted", "no_certificate");
      assertThat(good.isOpen()).as("%s", app).isTrue();
      assertThat(kept.isOpen()).as("%s", app).isTrue();
    }
  }

  private static boolean isEnd(AuditLine line) {
    return line.text("event.action").equals("connection-revoked");
  }

  static Stream<Jvm> local() {
    return Jvms.local().stream();
  }

  /** A TLS stack that is in use and cannot be woven. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("local")
  void anAttachThatFailsHalfWayLeavesTheApplicationAsItWas(Jvm jvm) {
    AgentConfig config = material.quickConfig("half-way-" + jvm);
    String file = config.write().toString();
    Launch launch =
        Launch.of(TestApp.OTHER_VERSIONS, material.oneWay().serverArguments())
            .arguments("--unknown-stack");
    try (RunningApp app = jvm.start(launch).awaitReady()) {
      assertThat(client(app, null).connect("/before").answered()).as("%s", app).isTrue();

      Execution attached = run(app, "attach", pid(app), file);
      assertThat(attached.exit()).as("%s%n%s", attached, app).isEqualTo(1);
      assertThat(attached.toString())
          .contains("a TLS stack is in use already and cannot be covered");

      assertThat(client(app, null).connect("/after").answered()).as("%s", app).isTrue();
      assertThat(client(app, null).connect("/after-too").answered()).as("%s", app).isTrue();
      List<AuditLine> lines = config.audit().await("why", 1, line -> true);
      assertThat(lines)
          .noneMatch(AuditLine::isVerdict)
          .anyMatch(line -> line.text("event.action").equals("tls-uncovered"));

      Execution again = run(app, "attach", pid(app), file);
      assertThat(again.exit()).isEqualTo(1);
      assertThat(again.toString()).contains("an earlier attach to this JVM has failed half-way");
      assertThat(run(app, "status", pid(app)).toString()).contains("no agent runs in this JVM");
    }
  }

  /** Nothing was touched yet. */
  @Test
  void anAttachThatCannotBeginMayBeTriedAgain() throws Exception {
    AgentConfig config = material.quickConfig("twice");
    String file = config.write().toString();
    Launch launch =
        ServerApp.SSL_SERVER_SOCKET
            .launch(material.oneWay())
            .environment("MTLS_AGENT_TRUST_CERTIFICATES", "nowhere.crt");
    try (RunningApp app = Jvms.own().start(launch).awaitReady()) {
      Execution refused = run(app, "attach", pid(app), file);
      assertThat(refused.exit()).as("%s", refused).isEqualTo(1);
      assertThat(refused.toString()).contains("nowhere.crt");
      assertThat(client(app, null).connect("/still").answered()).as("%s", app).isTrue();

      Files.copy(material.pki().anchors(), directory.resolve("twice/nowhere.crt"));
      Execution attached = run(app, "attach", pid(app), file);
      assertThat(attached.exit()).as("%s%n%s", attached, app).isZero();
      assertThat(client(app, null).connect("/nobody").answered()).as("%s", app).isFalse();
    }
  }

  private static Execution run(RunningApp app, String... arguments) {
    return app.runAgentJar(Arrays.asList(arguments));
  }

  private static String pid(RunningApp app) {
    return String.valueOf(app.pid());
  }

  private static RawTlsClient client(RunningApp app, @Nullable PeerKind kind) {
    return client(app, "TLSv1.2", kind);
  }

  private static RawTlsClient client(RunningApp app, String protocol, @Nullable PeerKind kind) {
    PeerFiles identity = kind == null ? null : material.pki().client(kind);
    return RawTlsClient.to(
        app.port(),
        protocol,
        Talk.HTTP,
        identity,
        material.pki().rootCertificate(),
        material.oneWay().rootCertificate());
  }
}
