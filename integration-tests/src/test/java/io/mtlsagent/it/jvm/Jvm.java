package io.mtlsagent.it.jvm;

import org.junit.jupiter.api.Assumptions;

/** A Java virtual machine that can run applications. Its text is its name in test reports. */
public interface Jvm {

  /** The feature version: 8, 11, 17. */
  int version();

  /** Why nothing can be started here; empty where all is well. */
  String obstacle();

  /** Starts an application; does not wait until it listens. */
  RunningApp start(Launch launch);

  /** Skips the running test where this machine cannot be had, or is too old for the application. */
  default void assumeRuns(TestApp app) {
    Assumptions.assumeTrue(app.runsOn(this), () -> app + " needs a newer Java than " + this);
    Assumptions.assumeTrue(obstacle().isEmpty(), this::obstacle);
  }
}
