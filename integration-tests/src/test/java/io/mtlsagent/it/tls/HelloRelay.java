package io.mtlsagent.it.tls;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;

/** Stands before a server and does something to each client's first record, its ClientHello. */
public final class HelloRelay implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final FirstRecord first;

  /** Passes the first record on. */
  private interface FirstRecord {
    void pass(byte[] header, byte[] hello, OutputStream server) throws IOException;
  }

  private HelloRelay(ServerSocket listener, int target, FirstRecord first) {
    this.listener = listener;
    this.target = target;
    this.first = first;
  }

  /**
   * A relay to a server on this machine that cuts the hello into records of a few bytes each (RFC
   * 8446, section 5.1 allows it), which it writes byte by byte.
   */
  public static HelloRelay cutting(int port, int fragmentLength) {
    return to(port, (header, hello, server) -> cut(header, hello, fragmentLength, server));
  }

  /**
   * A relay that sends the hello to another server first, whose answer it waits for; that
   * connection stays open for a while.
   */
  public static HelloRelay replaying(int port, int otherPort) {
    return to(
        port,
        (header, hello, server) -> {
          Socket other = new Socket(InetAddress.getLoopbackAddress(), otherPort);
          write(header, hello, other.getOutputStream());
          if (other.getInputStream().read() < 0) {
            throw new EOFException("the other server has not answered");
          }
          start(
              () -> {
                try (other) {
                  copy(other.getInputStream(), OutputStream.nullOutputStream());
                }
              });
          write(header, hello, server);
        });
  }

  private static HelloRelay to(int port, FirstRecord first) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      HelloRelay relay = new HelloRelay(listener, port, first);
      start(relay::accept);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  private interface Work {
    void run() throws IOException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of the two ends is gone: so is the relay.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      start(() -> relay(client));
    }
  }

  private void relay(Socket client) throws IOException {
    try (client;
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      server.setTcpNoDelay(true);
      start(() -> copy(server.getInputStream(), client.getOutputStream()));
      DataInputStream in = new DataInputStream(client.getInputStream());
      byte[] header = new byte[5];
      in.readFully(header);
      byte[] hello = new byte[(header[3] & 0xFF) << 8 | (header[4] & 0xFF)];
      in.readFully(hello);
      first.pass(header, hello, server.getOutputStream());
      copy(client.getInputStream(), server.getOutputStream());
    }
  }

  private static void write(byte[] header, byte[] hello, OutputStream out) throws IOException {
    byte[] record = Arrays.copyOf(header, header.length + hello.length);
    System.arraycopy(hello, 0, record, header.length, hello.length);
    out.write(record);
    out.flush();
  }

  private static void cut(byte[] header, byte[] hello, int fragmentLength, OutputStream out)
      throws IOException {
    for (int from = 0; from < hello.length; from += fragmentLength) {
      int length = Math.min(fragmentLength, hello.length - from);
      header[3] = (byte) (length >> 8);
      header[4] = (byte) length;
      writeSingly(header, 0, header.length, out);
      writeSingly(hello, from, length, out);
    }
  }

  private static void writeSingly(byte[] bytes, int from, int length, OutputStream out)
      throws IOException {
    for (int i = from; i < from + length; i++) {
      out.write(bytes[i]);
      out.flush();
    }
  }

  private static void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[8192];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
      out.flush();
    }
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
