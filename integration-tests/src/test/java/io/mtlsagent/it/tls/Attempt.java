package io.mtlsagent.it.tls;

import org.jspecify.annotations.Nullable;

/**
 * What a client saw of one connection.
 *
 * @param localPort its own port: in the server's audit log the source's
 * @param protocol as {@code TLSv1.3}; empty where no handshake was finished
 * @param resumed whether a handshake was finished that resumed an earlier session
 * @param peer the subject of the server's certificate; empty where no handshake was finished
 * @param answer the application's bytes; empty where not one came
 * @param failure what ended the connection early
 */
public record Attempt(
    int localPort,
    String protocol,
    boolean resumed,
    String peer,
    String answer,
    @Nullable Exception failure) {

  /** Whether a single byte of application data came back. */
  public boolean answered() {
    return !answer.isEmpty();
  }
}
