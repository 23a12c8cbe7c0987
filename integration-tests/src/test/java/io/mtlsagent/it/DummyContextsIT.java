package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Frameworks make contexts while they start only to look at them, and Kafka lets two engines shake
 * hands in memory: the agent never throws there.
 */
class DummyContextsIT {

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  private static List<String> run(Jvm jvm, Launch launch) {
    try (RunningApp app = jvm.start(launch)) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      return app.output();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.mtlsagent.it.jvm.Jvms#all")
  void contextsThatTalkToNobodyWorkAsWithoutTheAgent(Jvm jvm) {
    jvm.assumeRuns(TestApp.DUMMY_CONTEXTS);
    Launch launch =
        Launch.of(TestApp.DUMMY_CONTEXTS, material.oneWay().serverArguments())
            .arguments(material.oneWay().clientArguments());
    List<String> without = run(jvm, launch);
    assertThat(without)
        .contains("TLS nulls: ok", "TLS empty arrays: ok", "two engines in memory: ok");
    // Fit for servers only: as a peer, the client among the two engines would be refused.
    PeerFiles server = material.pki().server(PeerKind.GOOD);
    AgentConfig config =
        material
            .config("dummies-" + jvm.version())
            .set("identity.certificate", server.certificate().toString())
            .set("identity.key", server.key().toString());
    assertThat(run(jvm, launch.withAgent(config.write()))).containsExactlyElementsOf(without);
    assertThat(config.audit().lines())
        .extracting(line -> line.text("event.action"))
        .contains("agent-started")
        .doesNotContain("peer-accepted", "peer-rejected");
  }
}
