package io.mtlsagent.config;

/** Where the audit log goes. */
public enum AuditDestination {
  FILE,
  STDOUT,
  STDERR,
  SYSLOG,
  NONE
}
