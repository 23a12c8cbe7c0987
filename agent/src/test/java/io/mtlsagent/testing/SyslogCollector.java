package io.mtlsagent.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A syslog collector that takes frames with counted octets. */
public final class SyslogCollector implements AutoCloseable {

  private final ServerSocket listening;
  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private volatile Socket open;

  private SyslogCollector(ServerSocket listening) {
    this.listening = listening;
    Thread thread = new Thread(this::serve, "collector");
    thread.setDaemon(true);
    thread.start();
  }

  /** Without TLS. */
  public static SyslogCollector at(int port) throws IOException {
    return on(new ServerSocket(port, 50, InetAddress.getByName("127.0.0.1")));
  }

  public static SyslogCollector on(ServerSocket listening) {
    return new SyslogCollector(listening);
  }

  public int port() {
    return listening.getLocalPort();
  }

  /** The next message; fails where none comes. */
  public String next() throws InterruptedException {
    String message = messages.poll(30, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message");
    }
    return message;
  }

  /** Whether a message waits to be taken. */
  public boolean hasMore() {
    return !messages.isEmpty();
  }

  @Override
  public void close() throws IOException {
    listening.close();
    Socket last = open;
    if (last != null) {
      last.close();
    }
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (Socket socket = listening.accept()) {
        open = socket;
        InputStream in = socket.getInputStream();
        String message = message(in);
        while (message != null) {
          messages.add(message);
          message = message(in);
        }
      } catch (IOException e) {
        // The end of the test, or of a connection.
      }
    }
  }

  private static String message(InputStream in) throws IOException {
    int length = 0;
    int octet = in.read();
    while (octet >= '0' && octet <= '9') {
      length = 10 * length + octet - '0';
      octet = in.read();
    }
    if (octet < 0) {
      return null;
    }
    if (octet != ' ') {
      throw new IOException("no length: " + octet);
    }
    return new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}
