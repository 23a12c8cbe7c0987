package io.mtlsagent.cli.report;

/** Whether {@code enforce} would disturb anybody. */
public enum Answer {
  SAFE("safe"),
  NOT_SAFE("not-safe"),
  /** Nothing was observed, or not all could be read. */
  UNKNOWN("unknown");

  private final String word;

  Answer(String word) {
    this.word = word;
  }

  /** For machines. */
  public String word() {
    return word;
  }
}
