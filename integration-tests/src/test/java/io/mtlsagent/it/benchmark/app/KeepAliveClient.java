package io.mtlsagent.it.benchmark.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLSocket;

/** One connection, over which requests go one after the other. */
public final class KeepAliveClient implements AutoCloseable {

  static final String ANSWER = "the word that ends each answer";

  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = ANSWER.getBytes(StandardCharsets.US_ASCII);
  private static final int BUFFER = 8192;

  private final SSLSocket socket;
  private final byte[] buffer = new byte[BUFFER];

  private KeepAliveClient(SSLSocket socket) {
    this.socket = socket;
  }

  /**
   * Connects to a server on this machine.
   *
   * @param material key store; its password; anchor
   */
  public static KeepAliveClient to(int port, List<String> material) throws Exception {
    TlsMaterial tls =
        new TlsMaterial(
            Path.of(material.get(0)), material.get(1).toCharArray(), Path.of(material.get(2)));
    SSLSocket socket =
        (SSLSocket)
            tls.withIdentity()
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setTcpNoDelay(true);
    socket.startHandshake();
    return new KeepAliveClient(socket);
  }

  /**
   * Sends requests and awaits their answers.
   *
   * @return the nanoseconds that all of them took
   */
  public long ask(int requests) throws IOException {
    OutputStream out = socket.getOutputStream();
    InputStream in = socket.getInputStream();
    long begin = System.nanoTime();
    for (int i = 0; i < requests; i++) {
      out.write(REQUEST);
      out.flush();
      int length = 0;
      while (!isComplete(length)) {
        int read = in.read(buffer, length, buffer.length - length);
        if (read < 0) {
          throw new IOException("the server has closed the connection");
        }
        length += read;
      }
    }
    return System.nanoTime() - begin;
  }

  private boolean isComplete(int length) {
    if (length < END.length) {
      return false;
    }
    for (int i = 0; i < END.length; i++) {
      if (buffer[length - END.length + i] != END[i]) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
