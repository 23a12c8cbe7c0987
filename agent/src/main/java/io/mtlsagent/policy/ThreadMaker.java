package io.mtlsagent.policy;

/** Makes threads. Public for the class that {@link ThreadMakerDefinition} writes. */
public interface ThreadMaker {

  /** Marks the threads of the agent that use the network; threads that they make are not marked. */
  interface ForNetwork {}

  /** A thread that is not started. */
  Thread plain(ThreadGroup group, Runnable work, String name);

  /** The same, a {@link ForNetwork}. */
  Thread forNetwork(ThreadGroup group, Runnable work, String name);
}
