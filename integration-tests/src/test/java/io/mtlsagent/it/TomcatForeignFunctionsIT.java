package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.Talk;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tomcat that calls the machine's OpenSSL by the JVM itself, from Java 22 on: as {@link
 * TomcatOpenSslIT} with the native library.
 */
class TomcatForeignFunctionsIT {

  private static final String STACK = "Tomcat OpenSSL (FFM)";
  private static final int OLDEST_JAVA = 22;

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  /** Of this machine: the containers have no OpenSSL. */
  static Stream<Jvm> machines() {
    return Jvms.local().stream().filter(jvm -> jvm.version() >= OLDEST_JAVA);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void aConnectorIsGivenJsseWhereOurIdentityIsShown(Jvm jvm) {
    AgentConfig config = material.config("enforce");
    try (GuardedServer server = GuardedServer.start(jvm, launch(), config)) {
      for (PeerKind kind : PeerKind.values()) {
        AuditLine line =
            server.verdictOn(
                server
                    .client(
                        "TLSv1.3",
                        Talk.HTTP,
                        kind == PeerKind.NONE ? null : material.pki().client(kind),
                        material.pki().rootCertificate())
                    .connect("/" + kind));
        assertThat(line.text("event.code")).as("%s", line).isEqualTo(kind.code());
        assertThat(line.text("mtls.stack")).isEqualTo("SunJSSE");
        assertThat(server.app().wasAsked("/" + kind, kind.isAccepted()))
            .as("%s", server)
            .isEqualTo(kind.isAccepted());
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("machines")
  void observeOnlySaysSo(Jvm jvm) {
    AgentConfig config = material.config("observe").set("mode", "observe");
    try (GuardedServer server = GuardedServer.start(jvm, launch(), config)) {
      assertThat(
              server
                  .client("TLSv1.3", Talk.HTTP, null, material.oneWay().rootCertificate())
                  .connect("/uncovered")
                  .answered())
          .as("%s", server)
          .isTrue();
      assertThat(config.audit().await(STACK, 1, line -> line.text("mtls.stack").equals(STACK)))
          .hasSize(1);
    }
  }

  private static Launch launch() {
    return Launch.of(TestApp.TOMCAT_10, material.oneWay().serverArguments())
        .arguments(
            "--implementation=org.apache.tomcat.util.net.openssl.panama.OpenSSLImplementation")
        .jvmOptions("--enable-native-access=ALL-UNNAMED");
  }
}
