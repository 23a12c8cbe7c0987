package io.mtlsagent.policy;

/** What becomes of an event that cannot be written now ({@code audit.overflow}). */
public enum AuditOverflow {
  /** Its handshake waits, and is refused when it has waited too long. */
  BLOCK,
  /** Its handshake goes on; the event is lost, counted and told of in {@code audit-dropped}. */
  DROP
}
