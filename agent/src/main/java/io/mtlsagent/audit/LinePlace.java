package io.mtlsagent.audit;

/** Where a line stands that is being verified. */
final class LinePlace {

  private final String file;
  private final long number;
  private final boolean ended;

  LinePlace(String file, long number, boolean ended) {
    this.file = file;
    this.number = number;
    this.ended = ended;
  }

  /** Whether the line has its newline. */
  boolean isEnded() {
    return ended;
  }

  AuditProblem problem(AuditProblem.Kind kind, String message) {
    return new AuditProblem(file, number, kind, message);
  }

  AuditProblem notJson(LineFacts facts) {
    return problem(AuditProblem.Kind.NOT_JSON, "the line is not one JSON object" + facts.fault());
  }

  AuditProblem tornLastLine() {
    return problem(
        AuditProblem.Kind.TORN_LAST_LINE,
        ended
            ? "the log ends with the beginning of a line: a crash"
            : "the log ends without a newline: a crash, or a line that is being written");
  }

  /** {@code FILE:LINE}. */
  @Override
  public String toString() {
    return file + ":" + number;
  }
}
