package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.RawTlsServer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The class loader of a web application goes with it, although it was the first in its JVM to use
 * TLS: the agent's threads began on its thread.
 */
class UndeployIT {

  @TempDir Path directory;

  static Stream<Jvm> jvms() {
    return Jvms.all().filter(TestApp.REDEPLOY::isTestedOn);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void undeployedApplicationLeavesNoClassLoader(Jvm jvm) {
    MutualTls material = MutualTls.in(directory);
    try (RawTlsServer server =
            RawTlsServer.start(
                material.pki().server(PeerKind.GOOD), material.pki().rootCertificate());
        RunningApp app =
            jvm.start(
                Launch.of(TestApp.REDEPLOY, "--url=https://localhost:" + server.port() + "/")
                    .withAgent(material.config("agent").write()))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(app.output())
          .as("%s", app)
          .contains("CALLED HTTP/1.1 200 OK from ParallelWebappClassLoader", "LOADER GONE");
      assertThat(server.clients()).hasSize(1);
    }
  }
}
