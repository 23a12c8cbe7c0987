package io.mtlsagent.it.tls;

import java.io.IOException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;

/** A connection on which the client has begun to ask, and waits. */
public final class HeldConnection implements AutoCloseable {

  private final SSLSocket socket;
  private final int localPort;

  HeldConnection(SSLSocket socket, int localPort) {
    this.socket = socket;
    this.localPort = localPort;
  }

  public int localPort() {
    return localPort;
  }

  /** Sends another byte of the request. */
  public void goOn() throws IOException {
    socket.getOutputStream().write('x');
    socket.getOutputStream().flush();
  }

  /**
   * Begins a full handshake on this connection, which TLS 1.2 alone knows. It goes on while the
   * client waits for data.
   */
  public void renegotiate() throws IOException {
    socket.getSession().invalidate();
    socket.startHandshake();
  }

  /** Waits for the server to end the connection, and gives what the client learns of it. */
  public String awaitEnd() {
    try {
      int first = socket.getInputStream().read();
      return first < 0 ? "end of stream" : "data: " + (char) first;
    } catch (SocketTimeoutException e) {
      return "still open";
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** Whether nothing comes for a moment, and the connection is as it was. */
  public boolean isOpen() throws IOException {
    int before = socket.getSoTimeout();
    socket.setSoTimeout(200);
    try {
      return awaitEnd().equals("still open");
    } finally {
      socket.setSoTimeout(before);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It was the server's part to end it.
    }
  }
}
