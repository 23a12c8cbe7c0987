package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo that the README promises; it checks for itself what it shows. */
class DemoIT {

  private static final int MINUTES_TO_END = 10;

  @TempDir Path directory;

  @Test
  void theDemoEndsAsAnnounced() throws Exception {
    Path output = directory.resolve("demo.out");
    Process demo =
        new ProcessBuilder("bash", "test-apps/demo.sh", "--no-build")
            .directory(Project.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(demo.waitFor(MINUTES_TO_END, TimeUnit.MINUTES)).isTrue();
    } finally {
      demo.destroy(); // its own trap ends what it has started
    }
    assertThat(demo.exitValue()).as(Files.readString(output)).isZero();
    assertThat(Files.readString(output)).contains("As announced: 1 of 6 connections let in");
  }
}
