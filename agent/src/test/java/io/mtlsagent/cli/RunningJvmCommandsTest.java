package io.mtlsagent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.tools.attach.AgentLoadException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands to a JVM, as far as they can be tested without one. */
class RunningJvmCommandsTest {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"", "orders", "-1", "1.5", "\u0661", "4242;id", "1\u001b[2J"})
  void whatIsNoProcessIdIsWrongUse(String pid) throws Exception {
    Path config = Files.writeString(directory.resolve("mtls.properties"), "mode=off\n");
    for (String[] command :
        new String[][] {
          {"status", "--", pid},
          {"mode", "--", pid, "off"},
          {"attach", "--", pid, config.toString()}
        }) {
      ByteArrayOutputStream err = new ByteArrayOutputStream();
      int exit = CommandLineInterface.run(command, new PrintStream(err), new PrintStream(err));
      assertThat(exit).as("%s", err).isEqualTo(CommandLineInterface.WRONG_USE);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .contains("is no process id")
          .doesNotContain("\u001b");
    }
  }

  @Test
  void aProcessThatIsNotThereIsAFinding() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int exit =
        CommandLineInterface.run(
            new String[] {"status", "999999999"}, new PrintStream(err), new PrintStream(err));
    assertThat(exit).isEqualTo(CommandLineInterface.FINDING);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("999999999 cannot be reached");
  }

  /** The words of the JDK's own classes, from 8 to 26. */
  @Test
  void versionsThatMisreadEachOthersAnswersHaveSucceeded() {
    assertThat(
            RunningJvm.isMisreadSuccess(new AgentLoadException("Failed to load agent library: 0")))
        .isTrue();
    assertThat(RunningJvm.isMisreadSuccess(new AgentLoadException("0"))).isTrue();
    assertThat(
            RunningJvm.isMisreadSuccess(new IOException("Non-numeric value found - int expected")))
        .isTrue();
    assertThat(
            RunningJvm.isMisreadSuccess(
                new AgentLoadException("Failed to load agent library: 100")))
        .isFalse();
    assertThat(RunningJvm.isMisreadSuccess(new IOException("No such process"))).isFalse();
  }
}
