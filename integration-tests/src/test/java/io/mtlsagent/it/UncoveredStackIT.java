package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.Talk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A TLS stack that the agent does not cover lets nobody in unnoticed. Here it is one that it covers
 * but for sockets on file descriptors.
 */
class UncoveredStackIT {

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  @Test
  void enforceRefusesItAndSaysSo() {
    try (GuardedServer server = start("enforce")) {
      assertThat(connect(server).answered()).as("%s", server).isFalse();

      assertThat(uncovered(server)).singleElement().matches(UncoveredStackIT::isNamed);
      assertThat(server.app().errors())
          .as("%s", server)
          .anyMatch(line -> line.contains("mtls-agent refuses"));
    }
  }

  /** A version of a covered stack that is not made as any that the agent knows. */
  @Test
  void classThatCannotBeWovenIsKeptFromLoading() {
    AgentConfig config = material.config("unknown");
    Launch launch =
        Launch.of(TestApp.OTHER_VERSIONS, material.oneWay().serverArguments())
            .arguments("--unknown-stack");
    for (Jvm jvm : Jvms.local()) {
      try (RunningApp app = jvm.start(launch.withAgent(config.write()))) {
        assertThat(app.awaitExit()).as("%s", app).isNotZero();
        assertThat(app.output()).noneMatch(line -> line.endsWith("SSLUtils"));
        assertThat(app.errors()).as("%s", app).anyMatch(line -> line.contains("ClassFormatError"));
      }
    }
  }

  @Test
  void observeOnlySaysSo() {
    try (GuardedServer server = start("observe")) {
      assertThat(connect(server).answered()).as("%s", server).isTrue();
      assertThat(connect(server).answered()).as("%s", server).isTrue();

      assertThat(uncovered(server)).singleElement().matches(UncoveredStackIT::isNamed);
    }
  }

  /** Its connections would go on unnoticed, if only what is made from now on were looked at. */
  @Test
  void whatWasMadeInModeOffIsSaidWhenTheModeChanges() {
    AgentConfig config = material.config("off").set("mode", "off").set("reload.interval", "100ms");
    try (GuardedServer server = start(config)) {
      assertThat(connect(server).answered()).as("%s", server).isTrue();

      config.set("mode", "enforce").write();

      assertThat(uncovered(server))
          .singleElement()
          .matches(UncoveredStackIT::isNamed)
          .matches(line -> line.text("event.reason").contains("no rule was in force"));
      connect(server); // into the socket that was made, and waited, in mode off
      assertThat(connect(server).answered()).as("%s", server).isFalse();
    }
  }

  private static GuardedServer start(String mode) {
    return start(material.config(mode).set("mode", mode));
  }

  private static GuardedServer start(AgentConfig config) {
    Launch launch =
        Launch.of(TestApp.JSSE_PROVIDER, material.oneWay().serverArguments())
            .arguments("--jsse=conscrypt", "--app=sockets")
            .jvmOptions("-Dorg.conscrypt.useEngineSocketByDefault=false");
    return GuardedServer.start(Jvms.own(), Stack.CONSCRYPT.environment(launch), config);
  }

  private static Attempt connect(GuardedServer server) {
    return server
        .client("TLSv1.3", Talk.HTTP, null, material.oneWay().rootCertificate())
        .connect("/uncovered");
  }

  private static List<AuditLine> uncovered(GuardedServer server) {
    return server
        .audit()
        .await("tls-uncovered", 1, line -> line.text("event.action").equals("tls-uncovered"));
  }

  private static boolean isNamed(AuditLine line) {
    return line.text("mtls.stack").equals("Conscrypt");
  }
}
