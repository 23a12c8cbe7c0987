package io.mtlsagent.cli.pki;

/** A line of the register that somebody has edited into something else. */
final class MalformedLineException extends Exception {

  private static final long serialVersionUID = 1L;

  MalformedLineException(String problem) {
    super(problem);
  }
}
