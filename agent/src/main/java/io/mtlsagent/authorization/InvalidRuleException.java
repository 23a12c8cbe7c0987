package io.mtlsagent.authorization;

/** A part of {@code user.rules} or of a list of peers that means nothing. */
final class InvalidRuleException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String mend;

  /**
   * @param problem what is wrong, without a full stop
   * @param mend what to do, in the imperative
   */
  InvalidRuleException(String problem, String mend) {
    super(problem, null, false, false);
    this.mend = mend;
  }

  String problem() {
    return String.valueOf(getMessage());
  }

  String mend() {
    return mend;
  }
}
