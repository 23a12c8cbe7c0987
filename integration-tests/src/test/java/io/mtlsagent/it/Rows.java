package io.mtlsagent.it;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the server of the row of a matrix that runs: starting one for each test would take hours.
 * The server of a row that does not start fails all its tests at once, not each after a wait of its
 * own.
 */
final class Rows implements AutoCloseable {

  private @Nullable Object current;
  private @Nullable GuardedServer server;
  private @Nullable RuntimeException failure;

  /** The server of a row; starts it where another row ran before. */
  GuardedServer server(Object row, Supplier<GuardedServer> start) {
    if (!row.equals(current)) {
      close();
      current = row;
      try {
        server = start.get();
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (server == null) {
      throw new IllegalStateException("the server of row " + row + " did not start", failure);
    }
    return server;
  }

  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    current = null;
    server = null;
    failure = null;
  }
}
