package io.mtlsagent.der;

import java.io.IOException;

/** The bytes are not what X.690 and the expected structure demand. */
public final class MalformedDerException extends IOException {

  private static final long serialVersionUID = 1L;

  /**
   * @param problem what is wrong, as part of a sentence and without a full stop
   */
  public MalformedDerException(String problem) {
    super(problem);
  }
}
