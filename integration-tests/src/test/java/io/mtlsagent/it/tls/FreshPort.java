package io.mtlsagent.it.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives each client a port that no other client of this test run has had: the audit log tells
 * clients apart by it, and the system gives ports out again after a second. And servers that have
 * yet to start a port that the system does not give to others meanwhile.
 */
public final class FreshPort {

  /** Below those that the system gives out by itself, see ip_local_port_range(7). */
  private static final int FIRST = 12_000;

  private static final int LAST = 32_000;

  /** Those of servers lie below. */
  private static final int FIRST_OF_SERVERS = 8_000;

  private static final AtomicInteger NEXT = new AtomicInteger();

  /** Test runs beside this one begin elsewhere. */
  private static final AtomicInteger NEXT_OF_SERVERS =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST - FIRST_OF_SERVERS));

  private FreshPort() {}

  /** A port at which nobody listens now. */
  public static int forServer() {
    while (true) {
      int port = FIRST_OF_SERVERS + NEXT_OF_SERVERS.getAndIncrement() % (FIRST - FIRST_OF_SERVERS);
      try (ServerSocket listener = new ServerSocket(port)) {
        return listener.getLocalPort();
      } catch (BindException inUse) {
        // by another program
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Binds a socket to such a port. */
  public static void bind(Socket socket) throws IOException {
    while (true) {
      int port = FIRST + NEXT.getAndIncrement() % (LAST - FIRST);
      try {
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return;
      } catch (BindException inUse) {
        // by another program
      }
    }
  }
}
