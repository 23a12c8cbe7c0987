package io.mtlsagent.it.jvm;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.testcontainers.containers.Container.ExecResult;
import org.testcontainers.containers.GenericContainer;

/** An application in a container. */
final class RunningContainer extends RunningApp {

  private static final int SECONDS_TO_END = 10;

  /** A JRE 8 cannot attach; where an image has newer Javas, one of them can. */
  private static final String FIND_JAVA =
      "for newer in /usr/lib/jvm/java-[12][0-9]-openjdk-*/bin/java; do"
          + " [ -x \"$newer\" ] && exec \"$newer\" \"$@\"; done; exec \"$0\" \"$@\"";

  private final GenericContainer<?> container;
  private final String java;
  private final int version;
  private volatile boolean allRead;

  RunningContainer(GenericContainer<?> container, String java, int version) {
    this.container = container;
    this.java = java;
    this.version = version;
  }

  @Override
  public Execution runAgentJar(List<String> arguments) {
    List<String> command = new ArrayList<>();
    if (version == 8) {
      command.addAll(List.of("bash", "-c", FIND_JAVA));
    }
    command.addAll(List.of(java, "-jar", Project.agentJar().toString()));
    command.addAll(arguments);
    try {
      ExecResult result = container.execInContainer(command.toArray(new String[0]));
      return new Execution(
          result.getExitCode(),
          result.getStdout().getBytes(StandardCharsets.UTF_8),
          result.getStderr().lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public long pid() {
    return 1;
  }

  void allRead() {
    allRead = true;
  }

  /** Ended, and all that it printed has been read. */
  @Override
  boolean ended() {
    return allRead && !Boolean.TRUE.equals(state().getRunning());
  }

  @Override
  int exitCode() {
    return Math.toIntExact(Objects.requireNonNull(state().getExitCodeLong()));
  }

  private InspectContainerResponse.ContainerState state() {
    return container.getCurrentContainerInfo().getState();
  }

  @Override
  void stop() {
    try {
      container
          .getDockerClient()
          .stopContainerCmd(container.getContainerId())
          .withTimeout(SECONDS_TO_END)
          .exec();
    } catch (NotModifiedException e) {
      // It has ended already.
    } finally {
      container.stop();
    }
  }
}
