package io.mtlsagent.cli;

/** A command that a running agent has not obeyed. */
final class CommandFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  CommandFailedException(String reason) {
    super(reason);
  }
}
