package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.Project;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OpenTelemetry's agent beside ours, in either order: both work. */
class OpenTelemetryIT {

  @TempDir static Path directory;
  private static MutualTls material;
  private static Path otherAgent;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
    otherAgent =
        Project.root().resolve("integration-tests/target/agents/opentelemetry-javaagent.jar");
    assertThat(Files.isRegularFile(otherAgent)).as("copied by the build: %s", otherAgent).isTrue();
  }

  private static Launch launch(String... agents) {
    Launch launch = Launch.of(TestApp.HTTPS_SERVER, material.oneWay().serverArguments());
    for (String agent : agents) {
      launch = launch.jvmOptions("-javaagent:" + agent);
    }
    return launch
        .environment("OTEL_TRACES_EXPORTER", "console")
        .environment("OTEL_METRICS_EXPORTER", "none")
        .environment("OTEL_LOGS_EXPORTER", "none");
  }

  private static String ours(AgentConfig config) {
    return Project.agentJar() + "=" + config.write();
  }

  @Test
  void oursBeforeTheirs() {
    assertBothWork(launch(ours(material.config("before")), otherAgent.toString()));
  }

  @Test
  void theirsBeforeOurs() {
    assertBothWork(launch(otherAgent.toString(), ours(material.config("after"))));
  }

  private static void assertBothWork(Launch launch) {
    try (RunningApp app = Jvms.own().start(launch).awaitReady()) {
      String url = "https://localhost:" + app.port() + "/";
      assertThat(material.goodClient().get(url + "good").output())
          .as("%s", app)
          .startsWith("hello");
      assertThat(MutualTls.nobody().get(url + "nobody").output()).as("%s", app).isEmpty();
      assertThat(app.wasAsked("/good", true)).isTrue();
      assertThat(app.wasAsked("/nobody")).isFalse();
      assertThat(app.errors()).as("%s", app).noneMatch(line -> line.contains("ERROR"));
      // Their agent has instrumented the same server, and prints the span of the request.
      org.awaitility.Awaitility.await()
          .untilAsserted(
              () -> assertThat(app.errors()).as("%s", app).anyMatch(l -> l.contains("GET /")));
    }
  }
}
