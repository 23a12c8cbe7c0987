package io.mtlsagent.revocation;

/** A revocation list that must not be used, with the reason. */
public final class CrlRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason why, as part of a sentence and without a full stop
   */
  public CrlRefusedException(String reason) {
    super(reason);
  }

  /** Why the list is not used, as part of a sentence and without a full stop. */
  public String reason() {
    return String.valueOf(getMessage());
  }
}
