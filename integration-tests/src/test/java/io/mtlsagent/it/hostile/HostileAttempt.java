package io.mtlsagent.it.hostile;

import org.jspecify.annotations.Nullable;

/**
 * What became of a connection.
 *
 * @param localPort the client's port, by which the audit log knows it
 * @param answer what the application answered; empty where nothing came
 * @param error what ended the connection; null where it ended in order
 */
public record HostileAttempt(int localPort, String answer, @Nullable Exception error) {

  public boolean answered() {
    return !answer.isEmpty();
  }
}
