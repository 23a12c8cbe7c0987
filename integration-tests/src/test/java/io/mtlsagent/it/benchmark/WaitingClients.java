package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.testing.RawHttpServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Clients that wait in their handshakes for a responder that hangs. Each comes again when it was
 * refused, with another certificate and another responder: one that has failed twice keeps nobody
 * waiting.
 */
final class WaitingClients {

  /** Makes a client's certificate that names a responder. */
  interface Issuer {
    PeerFiles peer(PkiFiles pki, String responder);
  }

  private final int port;
  private final PkiFiles pki;
  private final Issuer issuer;
  private final List<Thread> threads = new ArrayList<>();
  private final List<HandshakeClient> present = new ArrayList<>();
  private boolean wanted;

  WaitingClients(int port, PkiFiles pki, Issuer issuer) {
    this.port = port;
    this.pki = pki;
    this.issuer = issuer;
  }

  /** Returns when so many responders have been asked. */
  void start(int count) throws IOException {
    synchronized (this) {
      wanted = true;
    }
    CountDownLatch waiting = new CountDownLatch(count);
    for (int i = 0; i < count; i++) {
      Thread thread = new Thread(() -> comeAndWait(waiting), "waiting-client");
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    try {
      waiting.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** Returns when nobody waits any more. */
  void stop() throws IOException {
    synchronized (this) {
      wanted = false;
      present.forEach(HandshakeClient::leave);
    }
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private void comeAndWait(CountDownLatch waiting) {
    boolean told = false;
    while (true) {
      try (RawHttpServer hanging = RawHttpServer.hanging()) {
        HandshakeClient client = new HandshakeClient(port, issuer.peer(pki, hanging.url()), pki);
        synchronized (this) {
          if (!wanted) {
            return;
          }
          present.add(client);
        }
        Thread connection = new Thread(client::tryOnce, "waiting-connection");
        connection.setDaemon(true);
        connection.start();
        while (!told && connection.isAlive() && hanging.connections() == 0) {
          Thread.sleep(10);
        }
        waiting.countDown();
        told = true;
        connection.join();
        synchronized (this) {
          present.remove(client);
        }
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
