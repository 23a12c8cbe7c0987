package io.mtlsagent.weaving;

/** A class of a TLS stack does not look as the agent expects it to. */
final class StructureMismatchException extends Exception {

  private static final long serialVersionUID = 1L;

  StructureMismatchException(String message) {
    super(message);
  }
}
