package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.Talk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The connector of Tomcat 9 that accepts, reads and encrypts in its native library (APR): one on
 * NIO is made in its place where the agent decides; elsewhere, or made by its class, it is reported
 * or refused.
 */
class TomcatAprIT {

  private static final String STACK = "Tomcat OpenSSL (APR)";

  @TempDir static Path directory;
  private static MutualTls material;
  private static Path libraries;

  @BeforeAll
  static void findTheNativeLibrary() {
    libraries = NativeTomcat.libraries();
    material = MutualTls.in(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chosen", "named"})
  void aConnectorIsOnNioWhereOurIdentityIsShown(String how) {
    AgentConfig config = material.config(how);
    try (GuardedServer server = GuardedServer.start(Jvms.own(), launch(how), config)) {
      assertThat(server.app().errors())
          .as("%s", server)
          .anyMatch(line -> line.contains("Tomcat's connector is one on NIO in place of APR"));
      for (PeerKind kind : PeerKind.values()) {
        Attempt attempt =
            server
                .client(
                    "TLSv1.3",
                    Talk.HTTP,
                    kind == PeerKind.NONE ? null : material.pki().client(kind),
                    material.pki().rootCertificate())
                .connect("/covered");

        assertThat(attempt.answered()).as("%s %s", attempt, server).isEqualTo(kind.isAccepted());
        AuditLine line = server.verdictOn(attempt);
        assertThat(line.text("event.code")).as("%s", line).isEqualTo(kind.code());
        assertThat(line.text("mtls.stack")).isEqualTo("SunJSSE");
        assertThat(line.text("destination.port")).isEqualTo(String.valueOf(server.port()));
      }
    }
  }

  @Test
  void oneThatIsMadeByItsClassIsRefused() {
    AgentConfig config = material.config("made");
    try (RunningApp app = Jvms.own().start(launch("made").withAgent(config.write()))) {
      assertThat(app.awaitExit()).as("%s", app).isNotZero();
      assertThat(app.output()).as("%s", app).noneMatch(line -> line.startsWith("READY"));
      assertThat(app.errors())
          .as("%s", app)
          .anyMatch(line -> line.contains("mtls-agent refuses a connector of " + STACK));
    }
    assertThat(uncovered(config)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chosen", "made"})
  void observeOnlySaysSo(String how) {
    AgentConfig config = material.config("observe-" + how).set("mode", "observe");
    try (GuardedServer server = GuardedServer.start(Jvms.own(), launch(how), config)) {
      assertThat(
              server
                  .client("TLSv1.3", Talk.HTTP, null, material.oneWay().rootCertificate())
                  .connect("/uncovered")
                  .answered())
          .as("%s", server)
          .isTrue();
      assertThat(uncovered(config)).hasSize(1);
    }
  }

  private static Launch launch(String how) {
    return Launch.of(TestApp.TOMCAT, material.oneWay().serverArguments())
        .arguments("--apr=" + how)
        .jvmOptions("-Djava.library.path=" + libraries);
  }

  private static List<AuditLine> uncovered(AgentConfig config) {
    return config.audit().await(STACK, 1, line -> line.text("mtls.stack").equals(STACK));
  }
}
