package io.mtlsagent.it.jvm;

import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A started application and what it has printed so far. Closing it stops it. */
public abstract class RunningApp implements AutoCloseable {

  /** The longest that an application may take to start or to end, on a slow machine. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static final String READY = "READY ";

  private final Transcript output = new Transcript();
  private final Transcript errors = new Transcript();

  /** Whether it has ended. */
  abstract boolean ended();

  /** The exit code of an application that has ended. */
  abstract int exitCode();

  /** Asks it to end (SIGTERM), waits, and ends it by force if it does not. */
  abstract void stop();

  /** Ends it at once (SIGKILL), in the middle of whatever it does; of this machine only. */
  public void kill() {
    throw new UnsupportedOperationException("not a process of this machine");
  }

  /**
   * Runs the agent's jar beside it, as an operator would: as the same user, in the same container
   * where it is in one, by a Java that can attach.
   *
   * @param arguments the command and what follows it
   */
  public abstract Execution runAgentJar(List<String> arguments);

  /** Its process id, in its container where it is in one. */
  public long pid() {
    throw new UnsupportedOperationException("not a process of this machine");
  }

  final Transcript outputTranscript() {
    return output;
  }

  final Transcript errorTranscript() {
    return errors;
  }

  /** The lines of its standard output so far. */
  public final List<String> output() {
    return output.lines();
  }

  /** The lines of its standard error so far. */
  public final List<String> errors() {
    return errors.lines();
  }

  /** Whether the agent looks at what passes through socket channels: see ChannelWatch. */
  public final boolean weavesSocketChannels() {
    return errors().contains("[mtls-agent] covers JDK socket channels");
  }

  /** Waits until it listens. */
  public final RunningApp awaitReady() {
    Awaitility.await("READY")
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> port() > 0 || ended());
    if (port() <= 0) {
      throw new IllegalStateException("ended with " + exitCode() + " before READY\n" + this);
    }
    return this;
  }

  /** The port that it listens on; 0 before {@link #awaitReady()}. */
  public final int port() {
    for (String line : output()) {
      if (line.startsWith(READY)) {
        return Integer.parseInt(line.substring(READY.length()).trim());
      }
    }
    return 0;
  }

  /** Whether the application's code has been given a request for this path. */
  public final boolean wasAsked(String path) {
    return wasAsked(path, false);
  }

  /**
   * As {@link #wasAsked(String)}; where the answer is expected to be yes, it is waited for: the
   * application's output is read a moment after the client has its answer.
   */
  public final boolean wasAsked(String path, boolean expected) {
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (expected && !wasNamed(path) && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    return wasNamed(path);
  }

  private boolean wasNamed(String path) {
    return output().contains("REQUEST " + path);
  }

  /** Waits until it ends by itself and gives its exit code. */
  public final int awaitExit() {
    Awaitility.await("end").atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(this::ended);
    return exitCode();
  }

  @Override
  public final void close() {
    stop();
  }

  /** All that it printed, for the messages of failed tests. */
  @Override
  public final String toString() {
    return "--- stdout\n"
        + String.join("\n", output())
        + "\n--- stderr\n"
        + String.join("\n", errors());
  }
}
