package io.mtlsagent.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class RunningJvmTest {

  /** The signal by which one attaches to a JVM ends any other process. */
  @Test
  void aProcessThatIsNoJvmIsLeftAlone() throws Exception {
    Process process = new ProcessBuilder("sleep", "60").start();
    try {
      RunningJvm mistaken =
          new RunningJvm(String.valueOf(process.pid()), new PrintWriter(Writer.nullWriter()));
      assertThatThrownBy(() -> mistaken.command("status"))
          .isInstanceOf(UnreachableJvmException.class)
          .hasMessageContaining("it is no JVM");
      boolean ended = process.waitFor(Duration.ofMillis(200).toMillis(), TimeUnit.MILLISECONDS);
      assertThat(ended).isFalse();
    } finally {
      process.destroyForcibly();
    }
  }
}
