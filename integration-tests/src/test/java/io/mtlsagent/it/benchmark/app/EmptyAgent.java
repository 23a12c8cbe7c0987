package io.mtlsagent.it.benchmark.app;

/** An agent that does nothing: what it costs, every agent costs. */
public final class EmptyAgent {

  private EmptyAgent() {}

  public static void premain(String argument) {}
}
