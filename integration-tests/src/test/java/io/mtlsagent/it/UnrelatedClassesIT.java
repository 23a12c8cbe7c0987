package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.SecondAgent;
import io.mtlsagent.it.jvm.TestApp;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Classes that have nothing to do with TLS are loaded as they are. */
class UnrelatedClassesIT {

  private static final int COUNT = 10_000;

  @TempDir static Path directory;

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.mtlsagent.it.jvm.Jvms#local")
  void bytesOfTenThousandClassesAreUntouched(Jvm jvm) {
    SecondAgent witness = new SecondAgent(directory.resolve("notes-" + jvm.version()));
    Launch launch =
        witness.after(
            Launch.of(TestApp.MANY_CLASSES, "--count=" + COUNT)
                .withAgent(MutualTls.in(directory).config("many-" + jvm.version()).write()));
    try (RunningApp app = jvm.start(launch)) {
      assertThat(app.awaitExit()).as("%s", app.errors()).isZero();
      assertThat(app.output()).hasSize(COUNT);
      assertThat(witness.bytes().containsAll(app.output())).isTrue();
      assertThat(witness.bytes())
          .anyMatch(line -> line.startsWith("sun/security/ssl/SSLContextImpl "));
    }
  }
}
