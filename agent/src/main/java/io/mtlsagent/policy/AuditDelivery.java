package io.mtlsagent.policy;

/** When a line is written ({@code audit.delivery}). */
public enum AuditDelivery {
  /** Before the handshake ends, by its own thread. */
  SYNC,
  /** Soon after, by the audit thread. */
  ASYNC
}
