package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Execution;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.LocalJdks;
import io.mtlsagent.it.jvm.TestApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Where the agent is told to do nothing, the application is as without it: it talks one-way TLS
 * with its own material, and the virtual machine holds no class of the agent's in {@code
 * javax.net.ssl}. It is said that this is so.
 */
class UntouchedIT {

  @TempDir static Path directory;
  private static MutualTls material;
  private static Launch launch;
  private static List<String> without;

  @BeforeAll
  static void runWithoutAgent() {
    material = MutualTls.in(directory);
    launch =
        Launch.of(TestApp.SURROUNDINGS, material.oneWay().serverArguments())
            .arguments(material.oneWay().clientArguments())
            .arguments("--look-for=javax.net.ssl.MtlsAgentBridge");
    without = run(launch).outputText().lines().toList();
    assertThat(without).contains("ANSWER HTTP/1.1 200 OK", "HIDDEN javax.net.ssl.MtlsAgentBridge");
  }

  private static Execution run(Launch what) {
    return Execution.of(LocalJdks.own(), what, Duration.ofSeconds(60));
  }

  /** Runs with the configuration and gives what the agent said. */
  private static List<String> assertUntouched(AgentConfig config) {
    Execution run = run(launch.withAgent(config.write()));
    assertThat(run.exit()).as("%s", run).isZero();
    assertThat(run.outputText().lines()).as("%s", run).containsExactlyElementsOf(without);
    assertThat(config.audit().lines()).isEmpty();
    return run.errors().stream().filter(line -> line.startsWith("[mtls-agent]")).toList();
  }

  @Test
  void modeOffLeavesConnectionsAsTheyAre() {
    // the calls are woven in all the same: the mode may change while the application runs
    Execution run = run(launch.withAgent(material.config("off").set("mode", "off").write()));
    assertThat(run.outputText()).contains("ANSWER HTTP/1.1 200 OK");
    assertThat(run.toString())
        .contains(
            "[mtls-agent] WARNING: mode=off: this JVM's TLS connections are left as they are.");
  }

  @Test
  void mainClassOfTheListIsSkippedAndThatIsSaid() {
    AgentConfig config =
        material.config("skip").set("skip.main-classes", "com.example.Tool,example.jdk.habits.*");
    assertThat(assertUntouched(config))
        .containsExactly(
            "[mtls-agent] WARNING: the main class example.jdk.habits.SurroundingsApp is in"
                + " skip.main-classes: this JVM runs WITHOUT the agent.");
  }

  @Test
  void mainClassThatIsNotOfTheListIsNotSkipped() {
    AgentConfig config = material.config("skip-other").set("skip.main-classes", "com.example.Tool");
    Execution run = run(launch.withAgent(config.write()));
    assertThat(run.outputText()).contains("VISIBLE javax.net.ssl.MtlsAgentBridge");
  }

  @Test
  void configurationErrorIsPassedOverOnlyWhereAskedFor() {
    AgentConfig config = material.config("passthrough").set("identity.key", "missing.key");
    assertThat(run(launch.withAgent(config.write())).exit()).isEqualTo(78);

    config.set("on-config-error", "passthrough");
    List<String> said = assertUntouched(config);
    assertThat(said).hasSize(2);
    assertThat(said.get(0)).startsWith("[mtls-agent] ERROR: ").contains("identity.key");
    assertThat(said.get(1))
        .isEqualTo(
            "[mtls-agent] WARNING: on-config-error=passthrough: the application runs WITHOUT"
                + " mutual TLS, untouched.");
  }

  /** What lets everybody in must be asked for without a doubt. */
  @Test
  void passthroughThatIsMisspeltIsNoPermission() {
    AgentConfig config = material.config("misspelt").set("on-config-error", "passthru");
    assertThat(run(launch.withAgent(config.write())).exit()).isEqualTo(78);
  }
}
