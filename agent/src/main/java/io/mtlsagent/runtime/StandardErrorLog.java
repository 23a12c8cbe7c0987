package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditDiagnostics;
import java.io.PrintStream;

/** The agent's diagnostics: a line each on standard error, never on standard output. */
final class StandardErrorLog implements AuditDiagnostics {

  private static final String PREFIX = "[mtls-agent] ";

  private final PrintStream stream;

  StandardErrorLog(PrintStream stream) {
    this.stream = stream;
  }

  @Override
  public void line(String message) {
    stream.println(PREFIX + message.replace('\n', ' ').replace('\r', ' '));
  }

  void warning(String message) {
    line("WARNING: " + message);
  }

  void error(String message) {
    line("ERROR: " + message);
  }
}
