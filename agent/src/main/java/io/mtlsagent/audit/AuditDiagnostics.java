package io.mtlsagent.audit;

/** Takes a line for people about the audit log itself, and puts it on stderr. */
public interface AuditDiagnostics {

  /** Prints one line; the prefix is the receiver's. Must not throw. */
  void line(String message);
}
