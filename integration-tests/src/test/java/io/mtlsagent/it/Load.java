package io.mtlsagent.it;

import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.RawTlsClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Clients that connect again and again, each on a thread of its own, and what they have seen. Every
 * one forgets its session after a few connections: full handshakes and resumed ones take turns.
 */
final class Load implements AutoCloseable {

  private static final int CONNECTIONS_OF_A_SESSION = 4;

  private final ConcurrentLinkedQueue<Attempt> attempts = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  private Load() {}

  /**
   * Begins.
   *
   * @param clients each makes a new client of one kind
   */
  static Load of(List<Supplier<RawTlsClient>> clients) {
    Load load = new Load();
    for (Supplier<RawTlsClient> client : clients) {
      Thread thread = new Thread(() -> load.comeAgainAndAgain(client), "load");
      thread.setDaemon(true);
      load.threads.add(thread);
      thread.start();
    }
    return load;
  }

  private void comeAgainAndAgain(Supplier<RawTlsClient> clients) {
    while (!over) {
      RawTlsClient client = clients.get();
      for (int i = 0; i < CONNECTIONS_OF_A_SESSION && !over; i++) {
        attempts.add(client.connect("/load"));
      }
    }
  }

  /** What the clients have seen so far. */
  List<Attempt> attempts() {
    return List.copyOf(attempts);
  }

  /** How many of them have had an answer. */
  long answered() {
    return attempts.stream().filter(Attempt::answered).count();
  }

  /** Lets all connections end that have begun, and makes no more. */
  @Override
  public void close() {
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
