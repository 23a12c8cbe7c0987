package io.mtlsagent.it.tls;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Stands before a server and lets one client's ClientHello through, and what the server answers;
 * all else that the client sends waits until it is released.
 */
public final class PausingRelay implements AutoCloseable {

  private static final int SECONDS = 20;

  private final ServerSocket listener;
  private final int target;
  private final CountDownLatch answered = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private PausingRelay(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  /** A relay to a server on this machine. */
  public static PausingRelay to(int port) {
    try {
      ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
      PausingRelay relay = new PausingRelay(listener, port);
      start(relay::relay);
      return relay;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Waits until the server has answered the ClientHello: the handshake is half done. */
  public void awaitHalf() throws InterruptedException {
    if (!answered.await(SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("the server has not answered the ClientHello");
    }
  }

  public void release() {
    released.countDown();
  }

  private interface Work {
    void run() throws IOException, InterruptedException;
  }

  private static void start(Work work) {
    Thread thread =
        new Thread(
            () -> {
              try {
                work.run();
              } catch (IOException e) {
                // One of the two ends is gone: so is the relay.
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void relay() throws IOException, InterruptedException {
    try (Socket client = listener.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
      start(() -> copy(server.getInputStream(), client.getOutputStream()));
      passRecord(new DataInputStream(client.getInputStream()), server.getOutputStream());
      released.await();
      copy(client.getInputStream(), server.getOutputStream());
    }
  }

  private static void passRecord(DataInputStream in, OutputStream out) throws IOException {
    byte[] header = new byte[5];
    in.readFully(header);
    byte[] hello = new byte[(header[3] & 0xFF) << 8 | (header[4] & 0xFF)];
    in.readFully(hello);
    out.write(header);
    out.write(hello);
    out.flush();
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[8192];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      out.write(buffer, 0, count);
      out.flush();
      answered.countDown();
    }
  }

  @Override
  public void close() {
    release();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
