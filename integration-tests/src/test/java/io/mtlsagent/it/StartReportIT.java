package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The agent says what it does, at start and in the audit log. */
class StartReportIT {

  @TempDir Path directory;

  @Test
  void agentSaysWhatItWatchesAndWhatItCovers() {
    MutualTls material = MutualTls.in(directory);
    AgentConfig config = material.config("report").set("service.name", "orders");
    Launch launch =
        Launch.of(TestApp.HTTPS_SERVER, material.oneWay().serverArguments())
            .withAgent(config.write());
    try (RunningApp app = Jvms.own().start(launch).awaitReady()) {
      assertThat(material.goodClient().get("https://localhost:" + app.port() + "/").output())
          .startsWith("hello");
      assertThat(app.errors())
          .as("%s", app)
          .allMatch(line -> line.startsWith("[mtls-agent] "))
          .anyMatch(
              line ->
                  line.startsWith("[mtls-agent] started in mode enforce as ")
                      && line.contains("CN=application")
                      && line.contains("trusting 1 anchor(s), revocation strict")
                      && line.endsWith("audit.jsonl"))
          .contains("[mtls-agent] covers SunJSSE", "[mtls-agent] covers JDK HttpsServer");
    }
    List<AuditLine> lines = config.audit().lines();
    AuditLine first = lines.get(0);
    assertThat(first.text("event.action")).isEqualTo("agent-started");
    assertThat(first.text("event.reason"))
        .contains("SunJSSE", "JDK HttpsServer", "Netty", "Jetty", "Tomcat");
    assertThat(first.text("mtls.mode")).isEqualTo("enforce");
    assertThat(first.text("service.name")).isEqualTo("orders");
    assertThat(lines.get(lines.size() - 1).text("event.action")).isEqualTo("agent-stopped");
  }
}
