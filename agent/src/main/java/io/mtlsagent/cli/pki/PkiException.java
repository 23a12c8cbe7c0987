package io.mtlsagent.cli.pki;

/** What was asked of the authority cannot be done; the message says why and what to do. */
public final class PkiException extends Exception {

  private static final long serialVersionUID = 1L;

  PkiException(String message) {
    super(message);
  }
}
