package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** DTLS of the JDK is not covered: refused, or reported. */
class DtlsIT {

  private static final String STACK = "DTLS of the JDK";

  @TempDir static Path directory;
  private static MutualTls material;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
  }

  static Stream<Jvm> jvms() {
    return Jvms.all().filter(TestApp.DTLS::isTestedOn);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void enforceRefusesIt(Jvm jvm) {
    assertThat(run(jvm, "enforce"))
        .singleElement()
        .asString()
        .startsWith("FAILED")
        .contains("mtls-agent refuses", STACK);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void observeOnlySaysSo(Jvm jvm) {
    assertThat(run(jvm, "observe")).containsExactly("STATUS 200 hello");
  }

  private static List<String> run(Jvm jvm, String mode) {
    AgentConfig config = material.config(mode + " on " + jvm).set("mode", mode);
    Launch launch =
        Launch.of(TestApp.DTLS, material.oneWay().clientArguments())
            .arguments("--url=dtls://localhost/");
    try (RunningApp app = jvm.start(launch.withAgent(config.write()))) {
      assertThat(app.awaitExit()).as("%s", app).isZero();
      assertThat(config.audit().await(STACK, 1, line -> line.text("mtls.stack").equals(STACK)))
          .as("%s", app)
          .singleElement()
          .matches(line -> line.text("event.action").equals("tls-uncovered"));
      return app.output();
    }
  }
}
