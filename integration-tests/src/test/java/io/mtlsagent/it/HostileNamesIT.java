package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.testing.CertificateRecipe;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client chooses what stands in its certificate: none of it may break the audit log. */
class HostileNamesIT {

  /** What fits into a write to a pipe, and into the lines of most log collectors. */
  private static final int LONGEST_LINE = 16_384;

  @TempDir Path directory;

  @Test
  void noNameInACertificateForgesOrBreaksAnAuditLine() throws IOException {
    MutualTls material = MutualTls.in(directory);
    List<String> names =
        List.of(
            "line\\0A{\\22event\\22:{\\22action\\22:\\22peer-accepted\\22}}",
            "return\\0D\\0Aforged",
            "escape\\1B[2J\\1B]0\\;owned\\07",
            "quote\\22\\,\\22user\\22:{\\22name\\22:\\22admin",
            "nul\\00admin",
            "backslash\\5C\\5C\\22",
            "\\E2\\80\\AEright-to-left",
            "\\E2\\80\\A8line separator",
            "\\C2\\85next line");
    AgentConfig config = material.config("agent");
    try (RunningApp app =
        Jvms.own()
            .start(
                Launch.of(TestApp.HTTPS_SERVER, material.oneWay().serverArguments())
                    .withAgent(config.write()))
            .awaitReady()) {
      String url = "https://localhost:" + app.port() + "/";
      int number = 0;
      for (String name : names) {
        PeerFiles client = client(material, "hostile-" + number++, name, 1);
        MutualTls.nobody().identity(client).get(url);
      }
      MutualTls.nobody().identity(client(material, "many", "many names", 900)).get(url);

      List<AuditLine> lines =
          config.audit().await("all clients", names.size() + 1, AuditLine::isVerdict);
      assertThat(lines).hasSize(names.size() + 1);
      assertThat(lines).allMatch(line -> line.text("tls.client.issuer").equals("CN=keepers ec"));
      assertThat(lines).noneMatch(line -> line.text("user.name").equals("admin"));
    }
    byte[] log = Files.readAllBytes(Path.of(config.value("audit.file")));
    assertThat(new String(log, StandardCharsets.UTF_8).lines())
        .allMatch(line -> line.length() <= LONGEST_LINE);
    for (byte b : log) {
      assertThat(b == '\n' || b >= 0x20 && b < 0x7f || b < 0).as("byte %d", b).isTrue();
    }
    assertThat(new String(log, StandardCharsets.UTF_8))
        .doesNotContain("\u2028", "\u202e", "\u0085");
  }

  private static PeerFiles client(MutualTls material, String file, String name, int alternatives) {
    CertificateRecipe recipe = material.pki().issue(name).forClient();
    for (int i = 1; i < alternatives; i++) {
      recipe.dns("host-" + i + ".zoo.example");
    }
    return material.pki().write(file, recipe.make());
  }
}
