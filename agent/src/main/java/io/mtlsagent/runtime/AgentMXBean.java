package io.mtlsagent.runtime;

/** What the agent shows through JMX, as {@code io.mtlsagent:type=Agent}. */
public interface AgentMXBean {

  /** The version of the agent. */
  String getVersion();

  /**
   * The mode of the top level: {@code off}, {@code observe}, {@code permissive}, {@code enforce}.
   */
  String getMode();

  /**
   * Sets the mode of the top level.
   *
   * @param mode one of the modes, or {@code configured}
   * @throws IllegalArgumentException if the configuration cannot be used in this mode
   */
  void setMode(String mode);

  /** Counts the configurations put in force since the start. */
  long getGeneration();

  /** Why what is on disk is not in force; empty where it is. */
  String getLastProblem();

  /** Whether a TLS stack is in use that the agent does not cover. */
  boolean isUncovered();

  long getPeersAccepted();

  long getPeersRejected();

  /** Peers that were let in although {@code enforce} would have refused them. */
  long getPeersWouldReject();

  long getAuditLinesWritten();

  long getAuditLinesDropped();

  /** The status as lines for people. */
  String getStatus();

  /** The metrics in Prometheus's text format. */
  String getMetrics();
}
