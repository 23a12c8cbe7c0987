package io.mtlsagent.runtime;

/** How the agent comes into a JVM. */
enum Entry {
  /** Before the application's main method, where many things must not be touched yet. */
  AT_START,
  /** Into an application that runs. */
  BY_ATTACH
}
