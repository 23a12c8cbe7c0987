package io.mtlsagent.it.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** A server of the JDK's own that asks clients for a certificate, and remembers who came. */
public final class RawTlsServer implements AutoCloseable {

  private static final int MILLISECONDS_TO_WAIT = 20_000;

  private volatile Runnable beforeAnswers = () -> {};
  private final SSLServerSocket socket;
  private final List<String> greeted = new CopyOnWriteArrayList<>();
  private final List<String> clients = new CopyOnWriteArrayList<>();

  private RawTlsServer(SSLServerSocket socket) {
    this.socket = socket;
  }

  /**
   * Starts a server that shows {@code identity}, demands a certificate, and trusts {@code anchors}.
   */
  public static RawTlsServer start(PeerFiles identity, X509Certificate... anchors) {
    return start(identity, true, anchors);
  }

  /** Starts an ordinary server, which asks its clients for nothing. */
  public static RawTlsServer oneWay(PeerFiles identity) {
    return start(identity, false);
  }

  private static RawTlsServer start(
      PeerFiles identity, boolean demands, X509Certificate... anchors) {
    try {
      SSLServerSocket socket =
          (SSLServerSocket)
              TestContexts.of(identity, List.of(anchors))
                  .getServerSocketFactory()
                  .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
      socket.setNeedClientAuth(demands);
      RawTlsServer server = new RawTlsServer(socket);
      Thread acceptor = new Thread(server::accept, "raw-tls-server");
      acceptor.setDaemon(true);
      acceptor.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same server, which takes only this version of TLS from now on. */
  public RawTlsServer only(String protocol) {
    socket.setEnabledProtocols(new String[] {protocol});
    return this;
  }

  public int port() {
    return socket.getLocalPort();
  }

  /** The subjects of the clients that completed a handshake, whatever protocol they speak then. */
  public List<String> greeted() {
    return List.copyOf(greeted);
  }

  /** What happens between each request and its answer. */
  public RawTlsServer beforeAnswers(Runnable action) {
    beforeAnswers = action;
    return this;
  }

  /** The subjects of the clients that asked something after a complete handshake. */
  public List<String> clients() {
    return List.copyOf(clients);
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        SSLSocket connection = (SSLSocket) socket.accept();
        Thread conversation = new Thread(() -> answer(connection), "raw-tls-connection");
        conversation.setDaemon(true);
        conversation.start();
      } catch (IOException e) {
        if (!socket.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void answer(SSLSocket socket) {
    try (SSLSocket connection = socket) {
      connection.setSoTimeout(MILLISECONDS_TO_WAIT);
      connection.startHandshake();
      String client =
          connection.getNeedClientAuth()
              ? connection.getSession().getPeerPrincipal().getName()
              : "anybody";
      greeted.add(client);
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        int next = connection.getInputStream().read();
        if (next < 0) {
          return;
        }
        head.append((char) next);
      }
      clients.add(client);
      beforeAnswers.run();
      connection
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello"
                  .getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      // A client that refuses us, as many are here to do, or is gone.
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
