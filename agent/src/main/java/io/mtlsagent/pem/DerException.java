package io.mtlsagent.pem;

/** Bytes that are not the DER that was expected; the message holds nothing secret. */
public final class DerException extends Exception {

  private static final long serialVersionUID = 1L;

  public DerException(String problem) {
    super(problem);
  }
}
