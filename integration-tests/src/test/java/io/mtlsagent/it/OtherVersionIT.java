package io.mtlsagent.it;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Project;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.tls.AgentCommand;
import io.mtlsagent.it.tls.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands to a JVM in which the agent is of another version than the jar that they come by. */
class OtherVersionIT {

  private static final String OLD = "0.0.0";

  @TempDir static Path directory;
  private static MutualTls material;
  private static String ours;

  private AgentOfOtherVersion old;

  @BeforeAll
  static void makeMaterial() {
    material = MutualTls.in(directory);
    ours = AgentCommand.run("--version").output().replace("mtls-agent ", "").trim();
  }

  @BeforeEach
  void makeAnOldJar() throws IOException {
    Path folder = Files.createTempDirectory(directory, "old");
    old =
        new AgentOfOtherVersion(folder.resolve("mtls-agent.jar"))
            .replacing(ours, OLD + ours.substring(OLD.length()));
  }

  private String oldVersion() {
    return OLD + ours.substring(OLD.length());
  }

  private RunningApp start(String folder) {
    Path config = material.config(folder).write();
    return Jvms.own()
        .start(
            ServerApp.SSL_SERVER_SOCKET
                .launch(material.oneWay())
                .jvmOptions("-javaagent:" + old.jar() + "=" + config))
        .awaitReady();
  }

  @Test
  void anOlderAgentAnswersAndBothVersionsAreNamed() {
    try (RunningApp app = start("older")) {
      String pid = String.valueOf(app.pid());
      CommandResult status = AgentCommand.run("status", pid);
      assertThat(status.exit()).as("%s", status).isZero();
      assertThat(status.output()).contains("agent       version " + oldVersion());
      assertThat(status.errors())
          .contains("is of version " + oldVersion() + ", this jar of version " + ours);
      assertThat(AgentCommand.runJar(old.jar(), "status", pid).errors()).isEmpty();

      CommandResult attached = attach(Project.agentJar(), pid, "older");
      assertThat(attached.exit()).isEqualTo(1);
      assertThat(attached.errors())
          .contains("is in the JVM " + pid + " already")
          .contains("is of version " + oldVersion() + ", this jar of version " + ours);
    }
  }

  /** As when a newer release is put where the one lay that a JVM was started with. */
  @Test
  void aNewerJarInTheSamePlaceReachesTheAgentThatRuns() throws Exception {
    try (RunningApp app = start("replaced")) {
      String pid = String.valueOf(app.pid());
      putOursInPlace();
      CommandResult mode = AgentCommand.runJar(old.jar(), "mode", pid, "permissive");
      assertThat(mode.exit()).as("%s%n%s", mode, app).isZero();
      assertThat(mode.errors()).contains("is of version " + oldVersion());
      CommandResult attached = attach(old.jar(), pid, "replaced");
      assertThat(attached.exit()).isEqualTo(1);
      assertThat(attached.errors()).contains("is in the JVM " + pid + " already");
    }
  }

  @Test
  void aCoreThatDoesNotUnderstandTheCommandIsSaidToBeOfAnotherVersion() throws Exception {
    old.replacing("\u0006answer", "\u0006respon").replacing("\u0009isRunning", "\u0009wasRunnin");
    try (RunningApp app = start("foreign")) {
      String pid = String.valueOf(app.pid());
      putOursInPlace();
      CommandResult status = AgentCommand.runJar(old.jar(), "status", pid);
      assertThat(status.exit()).isEqualTo(1);
      assertThat(status.errors())
          .contains("an agent of another version runs in this JVM")
          .contains("Use the jar that the JVM was started with");
      CommandResult attached = attach(old.jar(), pid, "foreign");
      assertThat(attached.exit()).isEqualTo(1);
      assertThat(attached.errors())
          .contains("the agent, of another version, is in this JVM already; nothing was changed");
    }
  }

  /**
   * The launcher that is loaded is the old one, and asks the new core for what it does not have.
   */
  @Test
  void aLauncherThatCannotCallTheCoreIsSaidToBeOfAnotherVersion() throws Exception {
    try (RunningApp app = start("launcher")) {
      String pid = String.valueOf(app.pid());
      putInPlace(
          new AgentOfOtherVersion(Files.createTempDirectory(directory, "new").resolve("new.jar"))
              .replacing("\u0008onAttach", "\u0008onArrive")
              .jar());
      CommandResult status = AgentCommand.runJar(old.jar(), "status", pid);
      assertThat(status.exit()).isEqualTo(1);
      assertThat(status.errors())
          .contains("has loaded the agent's jar, which failed there")
          .contains("an agent of another version may be in it already");
    }
  }

  private static CommandResult attach(Path jar, String pid, String folder) {
    return AgentCommand.runJar(
        jar, "attach", pid, directory.resolve(folder).resolve("mtls.properties").toString());
  }

  private void putOursInPlace() throws IOException {
    Path copy = old.jar().resolveSibling("copy.jar");
    putInPlace(Files.copy(Project.agentJar(), copy));
  }

  private void putInPlace(Path jar) throws IOException {
    Files.move(jar, old.jar(), REPLACE_EXISTING);
  }
}
