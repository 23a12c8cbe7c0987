package io.mtlsagent.it.benchmark.app;

import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * Clients of the same application that come again and again while others are measured, each to a
 * server of its own.
 */
final class OtherClients {

  /** What a name that is out of the agent's scope ends with: there the application's key counts. */
  private static final String HOST = "others.elsewhere.example";

  private static final long PAUSE_MILLIS = 500;

  private final SSLContext servers;
  private final SSLContext clients;
  private volatile boolean wanted;

  OtherClients(SSLContext servers, SSLContext clients) {
    this.servers = servers;
    this.clients = clients;
  }

  void start(int count) throws IOException {
    wanted = true;
    for (int i = 0; i < count; i++) {
      LoopServer server = new LoopServer(servers, true);
      server.start();
      Thread thread = new Thread(() -> call(server.port()), "other-client");
      thread.setDaemon(true);
      thread.start();
    }
  }

  void stop() {
    wanted = false;
  }

  private void call(int port) {
    while (wanted) {
      try (Socket tcp = new Socket(InetAddress.getLoopbackAddress(), port);
          SSLSocket socket =
              (SSLSocket) clients.getSocketFactory().createSocket(tcp, HOST, port, true)) {
        new DataOutputStream(socket.getOutputStream()).writeInt(1);
        if (socket.getInputStream().read() >= 0) {
          System.err.println("a client without a revocation status was let in");
        }
      } catch (IOException turnedAway) {
        pause();
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
