package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Execution;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.LocalJdks;
import io.mtlsagent.it.jvm.Project;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code JAVA_TOOL_OPTIONS} reaches the JDK's own tools too. The configuration here is a broken
 * one, so that an agent that wakes up in a tool ends it.
 */
class JdkToolsIT {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  @TempDir static Path directory;
  private static Path keystore;
  private static String option;
  private static Map<String, String> withAgent;

  @BeforeAll
  static void makeMaterial() {
    MutualTls material = MutualTls.in(directory);
    keystore = material.pki().client(PeerKind.GOOD).keystore();
    Path broken = material.config("broken").set("mode", "nonsense").write();
    option = "-javaagent:" + Project.agentJar() + "=" + broken;
    withAgent = Map.of("JAVA_TOOL_OPTIONS", option);
  }

  static Stream<Arguments> tools() {
    List<Arguments> all = new ArrayList<>();
    String pid = String.valueOf(ProcessHandle.current().pid());
    LocalJdks.homes()
        .forEach(
            home -> {
              all.add(Arguments.of(home, "keytool", List.of("-list", "-v", "-keystore")));
              all.add(Arguments.of(home, "jcmd", List.of(pid, "VM.version")));
              all.add(Arguments.of(home, "jcmd", List.of("-h")));
              all.add(Arguments.of(home, "jstack", List.of("--help")));
              all.add(Arguments.of(home, "jps", List.of("-help")));
              all.add(Arguments.of(home, "javac", List.of("-version")));
              all.add(Arguments.of(home, "jar", List.of("--version")));
              all.add(Arguments.of(home, "jlink", List.of("--version")));
              all.add(Arguments.of(home, "jdeps", List.of("--version")));
            });
    return all.stream();
  }

  @ParameterizedTest(name = "{1} {2} of {0}")
  @MethodSource("tools")
  void toolPrintsAndEndsAsWithoutTheAgent(Path home, String tool, List<String> arguments) {
    org.junit.jupiter.api.Assumptions.assumeTrue(
        LocalJdks.has(home, tool), () -> "there is no " + tool + " in " + home);
    List<String> command = new ArrayList<>(List.of(home.resolve("bin").resolve(tool).toString()));
    command.addAll(arguments);
    if (tool.equals("keytool")) {
      command.addAll(List.of(keystore.toString(), "-storepass", PkiFiles.PASSWORD));
    }
    Execution without = Execution.of(command, Map.of(), LONGEST);
    Execution with = Execution.of(command, withAgent, LONGEST);

    assertThat(with.exit()).as("%s", with).isEqualTo(without.exit());
    assertThat(with.output()).isEqualTo(without.output());
    // What the JVM itself says of the variable.
    with.errors().removeIf(line -> line.startsWith("Picked up JAVA_TOOL_OPTIONS: "));
    assertThat(with.errors()).isEqualTo(without.errors());
  }

  /** JDK_JAVA_OPTIONS is read by the launcher {@code java} alone, from Java 9 on. */
  @ParameterizedTest
  @ValueSource(strings = {"JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS"})
  void applicationIsNotTakenForATool(String variable) {
    Launch launch = Launch.of(TestApp.EARLY_THREADS).environment(variable, option);
    assertThat(Execution.of(LocalJdks.own(), launch, LONGEST).exit()).isEqualTo(78);
  }
}
