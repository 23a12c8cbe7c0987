package io.mtlsagent.it.benchmark.app;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/** Calls the {@link LoopServer}, in sessions that are new or resumed as wanted. */
final class LoopClient {

  private static final int CHUNK = 1 << 16;

  private final SSLContext context;
  private final int port;
  private final byte[] buffer = new byte[CHUNK];

  /** JSSE finds the session to resume by host and port: another name, another session. */
  private int name;

  LoopClient(SSLContext context, int port) {
    this.context = context;
    this.port = port;
  }

  /** Makes the next call a full handshake. */
  void forgetSession() {
    name++;
  }

  /**
   * Asks for so many bytes and reads them all.
   *
   * @return whether an earlier session was resumed
   */
  boolean call(String protocol, int bytes) throws IOException {
    long begin = System.currentTimeMillis();
    Socket tcp = new Socket(InetAddress.getLoopbackAddress(), port);
    tcp.setTcpNoDelay(true);
    String host = "n" + name + ".benchmark.example";
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(tcp, host, port, true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setProtocols(new String[] {protocol});
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      new DataOutputStream(socket.getOutputStream()).writeInt(bytes);
      read(socket.getInputStream(), bytes);
      return socket.getSession().getCreationTime() < begin;
    }
  }

  private void read(InputStream in, int bytes) throws IOException {
    for (int left = bytes; left > 0; ) {
      int read = in.read(buffer, 0, Math.min(left, buffer.length));
      if (read < 0) {
        throw new IOException("the server has closed, " + left + " bytes short");
      }
      left -= read;
    }
  }
}
