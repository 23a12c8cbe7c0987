package io.mtlsagent.cli.report;

import org.jspecify.annotations.Nullable;

/** How the reading of one log went. */
final class LogReading {

  private final String name;
  private long auditLines;
  private long outside;
  private long foreign;
  private boolean torn;
  private @Nullable String trouble;

  LogReading(String name) {
    this.name = name;
  }

  void countAuditLine() {
    auditLines++;
  }

  /** Counts an audit line from outside of the period that was asked for. */
  void countOutside() {
    outside++;
  }

  void countForeign() {
    foreign++;
  }

  /** The last line is no audit line and has no newline. */
  void endsTorn() {
    torn = true;
  }

  void failed(String cause) {
    trouble = cause;
  }

  String name() {
    return name;
  }

  /** Audit lines within the period. */
  long auditLines() {
    return auditLines;
  }

  long outside() {
    return outside;
  }

  /** Lines that are no audit lines. */
  long foreign() {
    return foreign;
  }

  boolean isTorn() {
    return torn;
  }

  /** Why it was not read to its end; null where it was. */
  @Nullable String trouble() {
    return trouble;
  }
}
