package io.mtlsagent.cli.report;

import org.jspecify.annotations.Nullable;

/** What became of a handshake. */
enum Outcome {
  ACCEPTED("accepted", 0),
  /** Let in by observe or permissive, and refused by enforce. */
  WOULD_REJECT("would-reject", 1),
  REJECTED("rejected", 2);

  /** How many places an array of counts needs. */
  static final int PLACES = 3;

  private final String word;
  private final int place;

  Outcome(String word, int place) {
    this.word = word;
    this.place = place;
  }

  /** The place of its count in an array. */
  int place() {
    return place;
  }

  /** As in the log. */
  String word() {
    return word;
  }

  /** The outcome that a verdict tells; null for a line of another kind. */
  static @Nullable Outcome of(AuditRecord line) {
    boolean rejected = line.action().equals("peer-rejected");
    if (!rejected && !line.action().equals("peer-accepted")) {
      return null;
    }
    if ("would-reject".equals(line.text(AuditField.DECISION))) {
      return WOULD_REJECT;
    }
    return rejected ? REJECTED : ACCEPTED;
  }
}
