package io.mtlsagent.config;

/** What a mistake in the configuration leads to when the JVM starts. */
public enum OnConfigError {
  /** The JVM ends with exit code 78. */
  EXIT,
  /** The mistake is logged and the application runs as without the agent. */
  PASSTHROUGH
}
