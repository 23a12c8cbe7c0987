package io.mtlsagent.it.jvm;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.NotModifiedException;
import java.util.Objects;
import org.testcontainers.containers.GenericContainer;

/** An application in a container. */
final class RunningContainer extends RunningApp {

  private static final int SECONDS_TO_END = 10;

  private final GenericContainer<?> container;
  private volatile boolean allRead;

  RunningContainer(GenericContainer<?> container) {
    this.container = container;
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
