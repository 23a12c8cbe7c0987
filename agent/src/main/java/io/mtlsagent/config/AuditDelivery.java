package io.mtlsagent.config;

/** Whether a handshake waits for its audit line. */
public enum AuditDelivery {
  /** It ends only after its line is written. */
  SYNC,
  /** Its line goes into a queue. */
  ASYNC
}
