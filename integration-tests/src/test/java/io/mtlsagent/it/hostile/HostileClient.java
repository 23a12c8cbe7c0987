package io.mtlsagent.it.hostile;

import io.mtlsagent.it.tls.FreshPort;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Keys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.List;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/** A client of a server on this machine that plays tricks. */
public final class HostileClient {

  private static final int MILLISECONDS_TO_WAIT = 20_000;
  private static final PrivateKey OTHER_KEY = Keys.ec().getPrivate();

  private final int port;
  private final String protocol;
  private final Trick trick;

  private HostileClient(int port, String protocol, Trick trick) {
    this.port = port;
    this.protocol = protocol;
    this.trick = trick;
  }

  /**
   * A client with a trick.
   *
   * @param protocol {@code TLSv1.2} or {@code TLSv1.3}
   */
  public static HostileClient to(int port, String protocol, Trick trick) {
    return new HostileClient(port, protocol, trick);
  }

  /** Connects and asks for a path over HTTP. */
  public HostileAttempt connect(String path, Issued... identities) {
    return converse(path, List.of(identities), false);
  }

  /** Shakes hands with the first identity, again with the second one, and then asks for a path. */
  public HostileAttempt renegotiate(String path, Issued first, Issued second) {
    return converse(path, List.of(first, second), true);
  }

  private HostileAttempt converse(String path, List<Issued> identities, boolean twice) {
    int localPort = 0;
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(MILLISECONDS_TO_WAIT);
      socket.setTcpNoDelay(true);
      FreshPort.bind(socket);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      localPort = socket.getLocalPort();
      String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      HostileProtocol tls =
          new HostileProtocol(socket.getInputStream(), wire(socket), trick, request);
      BcTlsCrypto crypto =
          trick == Trick.PADDED_RECORDS ? new PaddingCrypto() : new BcTlsCrypto(new SecureRandom());
      tls.connect(new HostilePeer(crypto, protocol, trick, identities, OTHER_KEY));
      if (twice) {
        tls.renegotiate();
      }
      if (trick.isAfterwards()) {
        tls.sendAfterwards();
      }
      tls.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      tls.getOutputStream().flush();
      tls.getInputStream().transferTo(answer);
      return new HostileAttempt(localPort, answer.toString(StandardCharsets.US_ASCII), null);
    } catch (IOException e) {
      // perhaps only the end of an answer: not every server says close_notify
      return new HostileAttempt(localPort, answer.toString(StandardCharsets.US_ASCII), e);
    }
  }

  private OutputStream wire(Socket socket) throws IOException {
    boolean half = trick == Trick.DROP_WITHIN_CLIENT_HELLO;
    return half || trick == Trick.SLOW_CLIENT_HELLO
        ? new FirstRecordByteByByte(socket.getOutputStream(), half)
        : socket.getOutputStream();
  }
}
