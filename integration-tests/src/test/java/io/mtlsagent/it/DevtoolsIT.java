package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.Talk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Spring Boot's devtools start the application anew in the same JVM, its classes by another class
 * loader, its libraries and the agent as they are.
 */
class DevtoolsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;
  private MutualTls material;

  @Test
  void serverDemandsCertificatesAfterARestartAsBefore() throws IOException {
    material = MutualTls.in(directory);
    Path watched = Files.createDirectory(directory.resolve("classes"));
    Launch launch = launch(watched);
    try (GuardedServer server = GuardedServer.start(Jvms.own(), launch, material.config("agent"))) {
      assertEveryPeerIsJudged(server);
      List<String> errors = server.app().errors();

      Files.writeString(watched.resolve("Changed.class"), "anew");
      Awaitility.await("a second READY")
          .atMost(PATIENCE)
          .until(() -> printed(server, "READY ").size() == 2);

      assertEveryPeerIsJudged(server);
      assertThat(printed(server, "LOADER RestartClassLoader")).doesNotHaveDuplicates().hasSize(2);
      assertThat(server.app().errors()).isEqualTo(errors);
      assertThat(server.app().output())
          .noneMatch(line -> line.matches(".*(WARN|ERROR|Exception|mtls-agent).*"));
    }
  }

  private Launch launch(Path watched) {
    String restart = "--spring.devtools.restart.";
    return Launch.of(TestApp.SPRING_BOOT_DEVTOOLS, material.oneWay().serverArguments())
        .arguments(
            "--port=" + GuardedServer.freePort(), "--spring.devtools.livereload.enabled=false")
        .arguments(restart + "additional-paths=" + watched)
        .arguments(restart + "poll-interval=200ms", restart + "quiet-period=100ms");
  }

  private void assertEveryPeerIsJudged(GuardedServer server) {
    for (PeerKind kind : List.of(PeerKind.GOOD, PeerKind.NONE, PeerKind.REVOKED)) {
      Attempt attempt =
          server
              .client(
                  "TLSv1.3",
                  Talk.HTTP,
                  kind == PeerKind.NONE ? null : material.pki().client(kind),
                  material.pki().rootCertificate())
              .connect("/" + kind);
      assertThat(attempt.answered()).as("%s %s", attempt, server).isEqualTo(kind.isAccepted());
      AuditLine line = server.verdictOn(attempt);
      assertThat(line.text("event.code")).as("%s", line).isEqualTo(kind.code());
      assertThat(line.text("destination.port")).isEqualTo(String.valueOf(server.port()));
    }
  }

  private static List<String> printed(GuardedServer server, String beginning) {
    return server.app().output().stream().filter(line -> line.startsWith(beginning)).toList();
  }
}
