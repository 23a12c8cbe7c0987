package io.mtlsagent.audit;

import java.io.IOException;

/**
 * A write failed, and what it left of several lines could not be taken away: whole ones stay in the
 * log and must not be written again.
 */
final class LinesLeftException extends IOException {

  private static final long serialVersionUID = 1L;

  private final int bytes;

  LinesLeftException(int bytes, IOException cause) {
    super(cause.getMessage(), cause);
    this.bytes = bytes;
  }

  /** How many bytes of the lines are in the log; the last line of them may be torn. */
  int bytes() {
    return bytes;
  }
}
