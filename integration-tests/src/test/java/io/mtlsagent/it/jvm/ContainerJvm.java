package io.mtlsagent.it.jvm;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.Volume;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.output.OutputFrame;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A virtual machine in a container: one container for each application.
 *
 * <p>Containers share this machine's network, project folder and folder for temporary files, under
 * the same paths. So ports, addresses in the audit log and configuration files are what they are
 * without a container (a mapped port would come from the engine's proxy, with an address that no
 * client has).
 */
record ContainerJvm(int version, String image, String java) implements Jvm {

  /**
   * Each of them is process 1 of its container, and they share the folder for temporary files: they
   * would meet in the file of their performance counters, and complain on standard output.
   */
  private static final String NO_SHARED_COUNTERS = "-XX:-UsePerfData";

  @Override
  public String obstacle() {
    if (!DockerClientFactory.instance().isDockerAvailable()) {
      return "no container engine answers, so no " + this;
    }
    return Jvms.imageIsAsked() || ContainerImages.present(image)
        ? ""
        : "image " + image + " cannot be had, so no " + this;
  }

  @Override
  public RunningApp start(Launch launch) {
    GenericContainer<?> container = new GenericContainer<>(DockerImageName.parse(image));
    RunningContainer running = new RunningContainer(container, java, version);
    container
        .withNetworkMode("host")
        .withEnv(launch.environment())
        .withCreateContainerCmdModifier(
            command -> {
              command
                  .withEntrypoint(launch.jvmOptions(NO_SHARED_COUNTERS).command(java))
                  .withUser(user())
                  .withWorkingDir(temporary().toString());
              // Not by Testcontainers' own method, which first tries a helper image from a
              // registry.
              Objects.requireNonNull(command.getHostConfig())
                  .withBinds(sameFolder(Project.root()), sameFolder(temporary()));
            })
        .withLogConsumer(frame -> copy(frame, running))
        .withStartupCheckStrategy(new StartedIsEnough())
        .waitingFor(new NoWait());
    container.start();
    return running;
  }

  private static void copy(OutputFrame frame, RunningContainer running) {
    switch (frame.getType()) {
      case STDOUT -> running.outputTranscript().add(frame.getUtf8String());
      case STDERR -> running.errorTranscript().add(frame.getUtf8String());
      case END -> running.allRead();
    }
  }

  private static Bind sameFolder(Path folder) {
    return new Bind(folder.toString(), new Volume(folder.toString()));
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
  }

  /** This process's user, so that what the application writes can be read and deleted here. */
  private static String user() {
    try {
      return Files.getAttribute(Path.of("/proc/self"), "unix:uid")
          + ":"
          + Files.getAttribute(Path.of("/proc/self"), "unix:gid");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "java " + version + " in a container";
  }

  /** The application says itself when it is ready, or ends; both are seen in what it prints. */
  private static final class StartedIsEnough extends StartupCheckStrategy {
    @Override
    public StartupStatus checkStartupState(DockerClient client, String containerId) {
      return StartupStatus.SUCCESSFUL;
    }
  }

  private static final class NoWait extends AbstractWaitStrategy {
    @Override
    protected void waitUntilReady() {}
  }
}
