package io.mtlsagent.audit;

/** The first line of a log that breaks its chain. */
public final class AuditProblem {

  /** What is wrong with the line. */
  public enum Kind {
    /** Not one JSON object, or one with a member twice. */
    NOT_JSON,
    /** No {@code mtls.audit.previous_hash}. */
    HASH_MISSING,
    /** The line before it was changed, removed or put in. */
    HASH_MISMATCH,
    /** The log ends within a line: a crash, or a line that is being written right now. No harm. */
    TORN_LAST_LINE
  }

  private final String file;
  private final long line;
  private final Kind kind;
  private final String message;

  AuditProblem(String file, long line, Kind kind, String message) {
    this.file = file;
    this.line = line;
    this.kind = kind;
    this.message = message;
  }

  /** The file that holds the line. */
  public String file() {
    return file;
  }

  /** The number of the line in its file, from 1. */
  public long line() {
    return line;
  }

  public Kind kind() {
    return kind;
  }

  /** What is wrong, as a sentence for people without a full stop. */
  public String message() {
    return message;
  }

  @Override
  public String toString() {
    return file + ":" + line + ": " + message;
  }
}
