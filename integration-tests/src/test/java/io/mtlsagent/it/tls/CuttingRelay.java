package io.mtlsagent.it.tls;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * Stands before a server and cuts each client's first record, the ClientHello, into records of a
 * few bytes each (RFC 8446, section 5.1 allows it), which it writes byte by byte.
 */
public final class CuttingRelay implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final int fragmentLength;

  private CuttingRelay(ServerSocket listener, int target, int fragmentLength) {
    this.listener = listener;
    this.target = target;
    this.fragmentLength = fragmentLength;
  }

  /** A relay to a server on this machine. */
  public static CuttingRelay to(int port, int fragmentLength) {
    try {
      ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      CuttingRelay relay = new CuttingRelay(listener, port, fragmentLength);
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
      cut(new DataInputStream(client.getInputStream()), server.getOutputStream());
      copy(client.getInputStream(), server.getOutputStream());
    }
  }

  private void cut(DataInputStream in, OutputStream out) throws IOException {
    byte[] header = new byte[5];
    in.readFully(header);
    byte[] hello = new byte[(header[3] & 0xFF) << 8 | (header[4] & 0xFF)];
    in.readFully(hello);
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
