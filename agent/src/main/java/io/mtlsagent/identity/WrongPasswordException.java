package io.mtlsagent.identity;

/** What was decrypted makes no sense: the password is wrong, or the file garbled. */
final class WrongPasswordException extends Exception {

  private static final long serialVersionUID = 1L;

  WrongPasswordException() {
    super("wrong password");
  }
}
