package io.mtlsagent.config;

/** What happens to a handshake whose line finds the queue full. */
public enum AuditOverflow {
  /** It waits, and is refused after 10 seconds. */
  BLOCK,
  /** It goes on; the lost line is counted, and the count audited. */
  DROP
}
