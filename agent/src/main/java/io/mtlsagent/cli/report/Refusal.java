package io.mtlsagent.cli.report;

/** The refusals of one peer for one reason, those that were and those that would have been. */
final class Refusal {

  private final String code;
  private final Tally tally = new Tally();
  private String reason = "";

  Refusal(String code) {
    this.code = code;
  }

  void add(Outcome outcome, AuditRecord line) {
    tally.add(outcome, line.time());
    if (line.time() >= tally.span().last()) {
      reason = line.text(AuditField.REASON, "");
    }
  }

  /** {@code event.code}. */
  String code() {
    return code;
  }

  /** The sentence of the last one; empty where it had none. */
  String reason() {
    return reason;
  }

  Tally tally() {
    return tally;
  }
}
