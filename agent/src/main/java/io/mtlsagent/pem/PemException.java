package io.mtlsagent.pem;

/** Armour that cannot be read; the message is part of a sentence and holds nothing secret. */
public final class PemException extends Exception {

  private static final long serialVersionUID = 1L;

  PemException(String problem) {
    super(problem);
  }

  /** What is wrong, without a full stop. */
  public String problem() {
    return String.valueOf(getMessage());
  }
}
