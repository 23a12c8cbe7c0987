package io.mtlsagent.testing;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does to a connection what no proper HTTP server does. */
public final class RawHttpServer implements Closeable {

  private interface Conduct {
    void with(Socket socket) throws Exception;
  }

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();

  private RawHttpServer(Conduct conduct) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread thread =
        new Thread(
            () -> {
              while (!server.isClosed()) {
                accept(conduct);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  private void accept(Conduct conduct) {
    try {
      Socket socket = server.accept();
      connections.incrementAndGet();
      Thread thread =
          new Thread(
              () -> {
                try (socket) {
                  conduct.with(socket);
                } catch (Exception e) {
                  // the client has gone
                }
              });
      thread.setDaemon(true);
      thread.start();
    } catch (IOException e) {
      // closed
    }
  }

  /** Answers each request with the same bytes and closes. */
  public static RawHttpServer answering(byte[] answer) throws IOException {
    return new RawHttpServer(
        socket -> {
          readHead(socket.getInputStream());
          socket.getOutputStream().write(answer);
          socket.shutdownOutput();
          socket.getInputStream().readAllBytes();
        });
  }

  /** The same, a while after each request. */
  public static RawHttpServer slow(long milliseconds, byte[] answer) throws IOException {
    return new RawHttpServer(
        socket -> {
          readHead(socket.getInputStream());
          Thread.sleep(milliseconds);
          socket.getOutputStream().write(answer);
          socket.shutdownOutput();
          socket.getInputStream().readAllBytes();
        });
  }

  /** Begins an answer with some bytes, and never comes to its end. */
  public static RawHttpServer endless(byte[] beginning) throws IOException {
    return new RawHttpServer(
        socket -> {
          OutputStream out = socket.getOutputStream();
          out.write(beginning);
          byte[] piece = new byte[64 * 1024];
          while (true) {
            out.write(piece);
          }
        });
  }

  /** Sends each request to where it came from. */
  public static RawHttpServer redirectingToItself() throws IOException {
    return new RawHttpServer(
        socket -> {
          readHead(socket.getInputStream());
          String answer =
              "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:"
                  + socket.getLocalPort()
                  + "/again\r\nContent-Length: 0\r\n\r\n";
          socket
              .getOutputStream()
              .write(answer.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        });
  }

  /** The bytes of an answer over HTTP. */
  public static byte[] answer(int status, byte[] body) {
    byte[] head =
        ("HTTP/1.1 " + status + " said\r\nContent-Length: " + body.length + "\r\n\r\n")
            .getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] all = java.util.Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  /** Takes connections and says nothing. */
  public static RawHttpServer hanging() throws IOException {
    return new RawHttpServer(socket -> socket.getInputStream().readAllBytes());
  }

  /** Sends one byte of an endless header at a time. */
  public static RawHttpServer dripping(long milliseconds) throws IOException {
    return new RawHttpServer(
        socket -> {
          OutputStream out = socket.getOutputStream();
          out.write("HTTP/1.1 200 OK\r\nA: ".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          while (true) {
            out.write('a');
            out.flush();
            Thread.sleep(milliseconds);
          }
        });
  }

  private static void readHead(InputStream in) throws IOException {
    int last = 0;
    for (int octet = in.read(); octet >= 0; octet = in.read()) {
      last = (last << 8) | octet;
      if (last == 0x0D0A0D0A) {
        return;
      }
    }
  }

  /** Where it can be reached. */
  public String url() {
    return "http://127.0.0.1:" + port();
  }

  public int port() {
    return server.getLocalPort();
  }

  /** How many connections there have been. */
  public int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
