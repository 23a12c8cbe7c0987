package io.mtlsagent.it.tls;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Gives each client a port that no other client of this test run has had: the audit log tells
 * clients apart by it, and the system gives ports out again after a second.
 */
public final class FreshPort {

  /** Below those that the system gives out by itself, see ip_local_port_range(7). */
  private static final int FIRST = 12_000;

  private static final int LAST = 32_000;
  private static final AtomicInteger NEXT = new AtomicInteger();

  private FreshPort() {}

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
