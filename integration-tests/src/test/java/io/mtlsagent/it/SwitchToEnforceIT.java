package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.AgentCommand;
import io.mtlsagent.it.tls.CommandResult;
import io.mtlsagent.it.tls.HeldConnection;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.it.tls.Talk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The switch to {@code enforce} closes the open connections of those whom it would have refused,
 * keeps the others, and is taken back as easily.
 */
class SwitchToEnforceIT {

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  /** The ways to change the mode. */
  enum Way {
    BY_FILE {
      @Override
      void change(GuardedServer server, AgentConfig config, RemoteBeans beans, String mode) {
        config.set("mode", mode).write();
      }
    },
    BY_COMMAND {
      @Override
      void change(GuardedServer server, AgentConfig config, RemoteBeans beans, String mode) {
        CommandResult result = AgentCommand.run("mode", String.valueOf(server.app().pid()), mode);
        assertThat(result.output()).as("%s", result).isEqualTo("mode " + mode + "\n");
        assertThat(result.exit()).isZero();
      }
    },
    BY_BEAN {
      @Override
      void change(GuardedServer server, AgentConfig config, RemoteBeans beans, String mode)
          throws Exception {
        beans.setAgentMode(mode);
        assertThat(beans.agent("Mode")).isEqualTo(mode);
      }
    };

    abstract void change(GuardedServer server, AgentConfig config, RemoteBeans beans, String mode)
        throws Exception;
  }

  static Stream<Arguments> matrix() {
    return Stream.of(ServerApp.SSL_SERVER_SOCKET, ServerApp.NETTY)
        .flatMap(server -> Stream.of(Way.values()).map(way -> Arguments.of(server, way)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("matrix")
  void thoseWhoWouldHaveBeenRefusedLoseTheirConnections(ServerApp kind, Way way) throws Exception {
    AgentConfig config = material.quickConfig(kind + "-" + way).set("mode", "permissive");
    int port = GuardedServer.freePort();
    try (GuardedServer server = start(kind, config, RemoteBeans.jvmOptions(port));
        RemoteBeans beans = RemoteBeans.at(port);
        HeldConnection good = hold(server, "TLSv1.3", material.pki().client(PeerKind.GOOD));
        HeldConnection nobody = hold(server, "TLSv1.3", null);
        HeldConnection revoked = hold(server, "TLSv1.2", material.pki().client(PeerKind.REVOKED))) {
      server.audit().awaitVerdictOnClient(nobody.localPort());
      server.audit().awaitVerdictOnClient(revoked.localPort());
      way.change(server, config, beans, "enforce");

      assertThat(nobody.awaitEnd()).as("%s", server).contains("certificate_required");
      assertThat(revoked.awaitEnd()).as("%s", server).contains("certificate_revoked");
      assertThat(good.isOpen()).as("%s", server).isTrue();
      assertThat(linesOfEnds(server, 2))
          .extracting(line -> line.text("event.code"))
          .containsExactlyInAnyOrder("no_certificate", "revoked");
      assertThat(connect(server, null)).isFalse();

      way.change(server, config, beans, "observe");
      server.audit().await("way back", 2, line -> isOf(line, "mode-changed"));
      try (HeldConnection anybody = hold(server, "TLSv1.3", null)) {
        assertThat(good.isOpen()).isTrue();
        assertThat(anybody.isOpen()).isTrue();

        way.change(server, config, beans, "enforce");

        assertThat(anybody.awaitEnd()).as("%s", server).contains("certificate_required");
        assertThat(good.isOpen()).isTrue();
      }
    }
  }

  /** What the agent has left alone until now. */
  @Test
  void whoeverCameInModeOffIsJudgedToo() throws Exception {
    AgentConfig config = material.quickConfig("off").set("mode", "off");
    try (GuardedServer server = start(ServerApp.SSL_SERVER_SOCKET, config);
        HeldConnection nobody = hold(server, "TLSv1.3", null)) {
      assertThat(nobody.isOpen()).isTrue();

      config.set("mode", "enforce").write();

      assertThat(nobody.awaitEnd()).as("%s", server).contains("certificate_required");
      assertThat(linesOfEnds(server, 1).get(0).text("event.code")).isEqualTo("no_certificate");
    }
  }

  @Test
  void nothingIsClosedWhereThatIsNotWanted() throws Exception {
    AgentConfig config =
        material
            .quickConfig("kept")
            .set("mode", "permissive")
            .set("revocation.close-open", "false");
    try (GuardedServer server = start(ServerApp.SSL_SERVER_SOCKET, config);
        HeldConnection nobody = hold(server, "TLSv1.3", null)) {
      // a handshake that the server has not ended yet is judged by what is in force at its end
      server.audit().awaitVerdictOnClient(nobody.localPort());
      config.set("mode", "enforce").write();
      server.audit().await("switch", 1, line -> isOf(line, "mode-changed"));
      assertThat(connect(server, null)).isFalse();
      Thread.sleep(500); // a few looks at the open connections
      assertThat(nobody.isOpen()).as("%s", server).isTrue();
    }
  }

  private static GuardedServer start(ServerApp kind, AgentConfig config, String... jvmOptions) {
    return GuardedServer.start(
        Jvms.own(), kind.launch(material.oneWay()).jvmOptions(jvmOptions), config);
  }

  private static HeldConnection hold(
      GuardedServer server, String protocol, @Nullable PeerFiles identity) throws IOException {
    return client(server, protocol, identity).hold();
  }

  private static boolean connect(GuardedServer server, @Nullable PeerFiles identity) {
    return client(server, "TLSv1.3", identity).connect("/").answered();
  }

  private static RawTlsClient client(
      GuardedServer server, String protocol, @Nullable PeerFiles identity) {
    return server.client(
        protocol,
        Talk.HTTP,
        identity,
        material.pki().rootCertificate(),
        material.oneWay().rootCertificate());
  }

  private static List<AuditLine> linesOfEnds(GuardedServer server, int count) {
    return server.audit().await("ends", count, line -> isOf(line, "connection-revoked"));
  }

  private static boolean isOf(AuditLine line, String action) {
    return line.text("event.action").equals(action);
  }
}
