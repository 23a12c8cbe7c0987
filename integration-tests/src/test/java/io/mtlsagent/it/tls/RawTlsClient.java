package io.mtlsagent.it.tls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * A client of the JDK's own, in the tests' virtual machine. It keeps its sessions, so that its
 * second connection offers to resume the first one's: by id or ticket in TLS 1.2, by a pre-shared
 * key in TLS 1.3.
 */
public final class RawTlsClient {

  private static final int MILLISECONDS_TO_WAIT = 20_000;

  private final int port;
  private final String protocol;
  private final Talk talk;
  private final SSLContext context;

  private RawTlsClient(int port, String protocol, Talk talk, SSLContext context) {
    this.port = port;
    this.protocol = protocol;
    this.talk = talk;
    this.context = context;
  }

  /**
   * A client of a server on this machine.
   *
   * @param protocol the one version that it speaks, as {@code TLSv1.2}
   * @param identity the certificate that it shows; none where null
   */
  public static RawTlsClient to(
      int port,
      String protocol,
      Talk talk,
      @Nullable PeerFiles identity,
      X509Certificate... anchors) {
    return new RawTlsClient(port, protocol, talk, TestContexts.of(identity, List.of(anchors)));
  }

  /** Connects, asks for a path, reads the answer to its end. */
  public Attempt connect(String path) {
    try (Socket plain = new Socket()) {
      plain.setSoTimeout(MILLISECONDS_TO_WAIT);
      FreshPort.bind(plain);
      plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      talk.beforeTls(plain);
      try (SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, true)) {
        return converse(socket, plain.getLocalPort(), path);
      }
    } catch (IOException e) {
      return new Attempt(0, "", false, "", "", e);
    }
  }

  /**
   * Connects and sends the beginning of a request, which the server waits to be finished.
   *
   * @throws IOException if the server has refused the connection
   */
  public HeldConnection hold() throws IOException {
    Socket plain = new Socket();
    try {
      plain.setSoTimeout(MILLISECONDS_TO_WAIT);
      plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      talk.beforeTls(plain);
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, true);
      socket.setEnabledProtocols(new String[] {protocol});
      socket.startHandshake();
      socket.getOutputStream().write("GET /never-".getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new HeldConnection(socket, plain.getLocalPort());
    } catch (IOException e) {
      plain.close();
      throw e;
    }
  }

  /**
   * Begins a handshake, and is gone after a while, whatever has come of it.
   *
   * @return the client's port
   */
  public int connectAndLeave(Duration after) {
    int localPort = 0;
    try (Socket plain = new Socket()) {
      FreshPort.bind(plain);
      localPort = plain.getLocalPort();
      plain.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      plain.setSoTimeout((int) after.toMillis());
      SSLSocket socket =
          (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", port, false);
      socket.setEnabledProtocols(new String[] {protocol});
      socket.startHandshake();
      socket.getInputStream().read();
    } catch (IOException e) {
      // Its time is over.
    }
    return localPort;
  }

  private Attempt converse(SSLSocket socket, int localPort, String path) {
    socket.setEnabledProtocols(new String[] {protocol});
    talk.configure(socket);
    boolean resumed = false;
    String agreed = "";
    String peer = "";
    try {
      long begin = aMillisecondFromNow();
      socket.startHandshake();
      resumed = socket.getSession().getCreationTime() < begin;
      agreed = socket.getSession().getProtocol();
      peer = socket.getSession().getPeerPrincipal().getName();
      talk.ask(socket.getOutputStream(), path);
      String answer = talk.answer(socket.getInputStream());
      return new Attempt(localPort, agreed, resumed, peer, answer, null);
    } catch (IOException e) {
      return new Attempt(localPort, agreed, resumed, peer, "", e);
    }
  }

  /**
   * A time that tells sessions made before from those made after it; they know theirs in
   * milliseconds.
   */
  private static long aMillisecondFromNow() {
    long now = System.currentTimeMillis();
    while (System.currentTimeMillis() <= now) {
      Thread.onSpinWait();
    }
    return System.currentTimeMillis();
  }
}
