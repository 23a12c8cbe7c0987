package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.it.tls.Talk;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tomcat that would take OpenSSL by its native library, which the agent does not cover: it is given
 * JSSE where the agent decides, and elsewhere OpenSSL is reported.
 */
class TomcatOpenSslIT {

  private static final String STACK = "Tomcat OpenSSL (tcnative)";

  @TempDir static Path directory;
  private static MutualTls material;
  private static Path libraries;

  @BeforeAll
  static void findTheNativeLibrary() {
    libraries = NativeTomcat.libraries();
    material = MutualTls.in(directory);
  }

  @ParameterizedTest
  @ValueSource(strings = {"enforce", "permissive"})
  void aConnectorIsGivenJsseWhereOurIdentityIsShown(String mode) {
    AgentConfig config = material.config(mode).set("mode", mode);
    try (GuardedServer server = GuardedServer.start(Jvms.own(), launch(), config)) {
      assertThat(server.app().errors())
          .as("%s", server)
          .anyMatch(line -> line.contains("JSSE in place of OpenSSL"));
      for (String protocol : List.of("TLSv1.2", "TLSv1.3")) {
        for (PeerKind kind : PeerKind.values()) {
          Attempt attempt = client(server, protocol, kind).connect("/covered");

          assertThat(attempt.answered())
              .as("%s %s %s", protocol, attempt, server)
              .isEqualTo(kind.isAccepted() || mode.equals("permissive"));
          AuditLine line = server.verdictOn(attempt);
          assertThat(line.text("event.code")).as("%s", line).isEqualTo(kind.code());
          assertThat(line.text("mtls.stack")).isEqualTo("SunJSSE");
        }
      }
    }
  }

  private static RawTlsClient client(GuardedServer server, String protocol, PeerKind kind) {
    return server.client(
        protocol,
        Talk.HTTP,
        kind == PeerKind.NONE ? null : material.pki().client(kind),
        material.pki().rootCertificate());
  }

  @Test
  void observeOnlySaysSo() {
    AgentConfig config = material.config("observe").set("mode", "observe");
    try (GuardedServer server = GuardedServer.start(Jvms.own(), launch(), config)) {
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

  private static Launch launch() {
    return Launch.of(TestApp.TOMCAT_10, material.oneWay().serverArguments())
        .arguments("--implementation=org.apache.tomcat.util.net.openssl.OpenSSLImplementation")
        .jvmOptions("-Djava.library.path=" + libraries);
  }

  private static List<AuditLine> uncovered(AgentConfig config) {
    return config.audit().await(STACK, 1, line -> line.text("mtls.stack").equals(STACK));
  }
}
