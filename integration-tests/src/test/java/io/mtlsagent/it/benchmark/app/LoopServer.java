package io.mtlsagent.it.benchmark.app;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A TLS server on the loopback interface, one connection at a time: sends what it is asked for. */
final class LoopServer implements Runnable {

  private static final int CHUNK = 1 << 16;
  private static final int BACKLOG = 50;

  private final SSLServerSocket listening;

  LoopServer(SSLContext context, boolean demandsCertificate) throws IOException {
    listening =
        (SSLServerSocket)
            context
                .getServerSocketFactory()
                .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    listening.setNeedClientAuth(demandsCertificate);
  }

  int port() {
    return listening.getLocalPort();
  }

  void start() {
    Thread thread = new Thread(this, "server");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    while (true) {
      try (SSLSocket socket = (SSLSocket) listening.accept()) {
        socket.setTcpNoDelay(true);
        int size = new DataInputStream(socket.getInputStream()).readInt();
        send(socket.getOutputStream(), size);
      } catch (IOException failed) {
        failed.printStackTrace();
      }
    }
  }

  private static void send(OutputStream out, int size) throws IOException {
    byte[] chunk = new byte[Math.min(size, CHUNK)];
    for (int sent = 0; sent < size; sent += chunk.length) {
      out.write(chunk, 0, Math.min(chunk.length, size - sent));
    }
    out.flush();
  }
}
