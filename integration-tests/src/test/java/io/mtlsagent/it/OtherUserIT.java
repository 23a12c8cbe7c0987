package io.mtlsagent.it;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Execution;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.LocalJdks;
import io.mtlsagent.it.jvm.Project;
import io.mtlsagent.it.jvm.RunningApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A JVM is asked by the user that runs it, or by root; it must be clear to others who that would
 * be.
 */
class OtherUserIT {

  private static final List<String> AS_NOBODY =
      List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");

  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path directory;

  /** What is read by another user, and by one for whom /tmp is another folder. */
  private Path shared;

  private Path jar;

  @BeforeEach
  void becomeAnotherUser() throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "there is no setpriv");
    Assumptions.assumeTrue(
        Execution.of(asNobody("true"), Map.of(), LIMIT).exit() == 0,
        "to be another user takes root");
    shared = Files.createTempDirectory(Path.of("/var/tmp"), "mtls-agent-shared");
    jar = Files.copy(Project.agentJar(), shared.resolve("agent.jar"), REPLACE_EXISTING);
    Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("r--r--r--"));
  }

  @AfterEach
  void clear() throws IOException {
    if (shared != null) {
      for (String name : List.of("agent.jar", "Waiting.java", "output")) {
        Files.deleteIfExists(shared.resolve(name));
      }
      Files.delete(shared);
    }
  }

  @Test
  void anotherUsersJvmIsNotReachedAndTheCommandSaysWhoseItIs() {
    MutualTls material = MutualTls.in(directory);
    try (RunningApp app =
        Jvms.own().start(ServerApp.SSL_SERVER_SOCKET.launch(material.oneWay())).awaitReady()) {
      Execution status =
          Execution.of(
              asNobody(java(), "-jar", jar.toString(), "status", String.valueOf(app.pid())),
              Map.of(),
              LIMIT);
      assertThat(status.exit()).isEqualTo(1);
      assertThat(status.toString())
          .contains("the JVM " + app.pid() + " cannot be reached")
          .contains("It runs as the user root, and this as nobody: run this as root");
      assertThat(MutualTls.nobody().get("https://localhost:" + app.port() + "/").exit()).isZero();
    }
  }

  /** As an administrator asks a service that runs as a user of its own. */
  @Test
  void rootReachesTheJvmOfAService() throws Exception {
    Path source = writeApplication(shared);
    assertReachable(java(), asNobody(java(), source.toString()), jar);
  }

  /** By a Java whose attach mechanism knows of such services. */
  @Test
  void rootReachesTheJvmOfAServiceWithTemporaryFilesOfItsOwn() throws Exception {
    int newest = Jvms.local().size() - 1;
    Assumptions.assumeTrue(
        Jvms.local().get(newest).version() >= 25, "there is no Java 25 on this machine");
    Assumptions.assumeTrue(
        Execution.of(List.of("unshare", "--mount", "true"), Map.of(), LIMIT).exit() == 0,
        "namespaces are not to be had");
    String command = "mount -t tmpfs none /tmp && exec " + java() + " " + writeApplication(shared);
    assertReachable(
        LocalJdks.homes().toList().get(newest).resolve("bin/java").toString(),
        List.of("unshare", "--mount", "sh", "-c", command),
        jar);
  }

  private void assertReachable(String client, List<String> application, Path agent)
      throws Exception {
    Path output = shared.resolve("output");
    Process service =
        new ProcessBuilder(application)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      Awaitility.await().atMost(LIMIT).until(() -> Files.readString(output).contains("READY"));
      Execution status =
          Execution.of(
              List.of(client, "-jar", agent.toString(), "status", String.valueOf(service.pid())),
              Map.of(),
              LIMIT);
      assertThat(status.exit()).isEqualTo(1);
      assertThat(status.errors()).containsExactly("[mtls-agent] no agent runs in this JVM");
    } finally {
      service.destroyForcibly().waitFor();
    }
  }

  private static Path writeApplication(Path folder) throws IOException {
    Path source = folder.resolve("Waiting.java");
    Files.writeString(
        source,
        """
        public class Waiting {
          public static void main(String[] arguments) throws Exception {
            System.out.println("READY");
            Thread.sleep(60_000);
          }
        }
        """);
    Files.setPosixFilePermissions(source, PosixFilePermissions.fromString("r--r--r--"));
    return source;
  }

  private static String java() {
    return LocalJdks.own().resolve("bin/java").toString();
  }

  private static List<String> asNobody(String... command) {
    List<String> all = new ArrayList<>(AS_NOBODY);
    all.addAll(List.of(command));
    return all;
  }
}
