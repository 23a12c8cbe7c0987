package example.jdk;

import example.common.Options;
import example.common.TlsContexts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Lets two engines shake hands in memory, as Kafka does at its start to see whether its settings
 * fit. With {@code --impostor}, somebody else answers the server engine over a socket, and repeats
 * the random number of the client engine. With {@code --connected}, the two engines meet over a
 * socket, each on its own thread, as do a client and a server of one application when somebody
 * passes the client's bytes on to the server. With {@code --close=before} or {@code --close=after},
 * the client engine is closed before or after its first message was fetched.
 */
public final class EnginePairApp {

  private EnginePairApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    String[] protocols = {options.text("protocol", "TLSv1.3")};
    SSLEngine server = TlsContexts.server(options).createSSLEngine();
    server.setUseClientMode(false);
    SSLEngine client = TlsContexts.client(options).createSSLEngine("localhost", 0);
    client.setUseClientMode(true);
    client.setEnabledProtocols(protocols);
    try {
      if (options.has("close")) {
        close(client, options.text("close", ""));
      } else if (options.flag("impostor")) {
        impersonate(client, server, options, protocols);
        System.out.println("LET IN");
      } else if (options.flag("connected")) {
        connect(client, server);
        System.out.println("LET IN");
      } else {
        shakeHands(client, server);
        System.out.println("PAIRED " + client.getSession().getProtocol());
      }
    } catch (IOException e) {
      System.out.println("REFUSED " + e);
    }
  }

  private static void shakeHands(SSLEngine client, SSLEngine server) throws SSLException {
    ByteBuffer toServer = ByteBuffer.allocate(1 << 17);
    ByteBuffer toClient = ByteBuffer.allocate(1 << 17);
    client.beginHandshake();
    server.beginHandshake();
    while (isShaking(client) || isShaking(server)) {
      step(client, toClient, toServer);
      step(server, toServer, toClient);
    }
  }

  private static void close(SSLEngine client, String when) throws SSLException {
    client.beginHandshake();
    if (when.equals("after")) {
      client.wrap(ByteBuffer.allocate(0), ByteBuffer.allocate(1 << 17));
    }
    client.closeOutbound();
    try {
      client.closeInbound();
    } catch (SSLException e) {
      // It has not heard the other side say farewell.
    }
    System.out.println("CLOSED");
  }

  private static boolean isShaking(SSLEngine engine) {
    return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
  }

  private static void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      engine.wrap(ByteBuffer.allocate(0), out);
    }
    in.flip();
    if (in.hasRemaining()) {
      engine.unwrap(in, ByteBuffer.allocate(1 << 17));
    }
    in.compact();
    Runnable task = engine.getDelegatedTask();
    while (task != null) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }

  private static void connect(SSLEngine client, SSLEngine server) throws Exception {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Socket calling = new Socket(listening.getInetAddress(), listening.getLocalPort());
        Socket accepted = listening.accept()) {
      Thread shaking = new Thread(() -> shake(client, calling), "client");
      shaking.start();
      EngineConnection connection = new EngineConnection(server, accepted);
      connection.handshake(() -> {});
      connection.output().write(1);
      shaking.join();
    }
  }

  private static void shake(SSLEngine client, Socket calling) {
    try {
      EngineConnection connection = new EngineConnection(client, calling);
      connection.handshake(() -> {});
      connection.input().read();
    } catch (IOException e) {
      System.out.println("client: " + e);
    }
  }

  private static void impersonate(
      SSLEngine client, SSLEngine server, Options options, String[] protocols) throws Exception {
    ByteBuffer hello = ByteBuffer.allocate(1 << 17);
    client.beginHandshake();
    client.wrap(ByteBuffer.allocate(0), hello);
    // record header (5), handshake header (4), legacy_version (2), random (32)
    byte[] random = Arrays.copyOfRange(hello.array(), 11, 43);
    SSLContext impostor = SSLContext.getInstance("TLS");
    impostor.init(
        null, new TrustManager[] {TlsContexts.trustManager(options)}, new Repeating(random));
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        Socket plain = new Socket(listening.getInetAddress(), listening.getLocalPort());
        Socket accepted = listening.accept()) {
      SSLSocket socket =
          (SSLSocket) impostor.getSocketFactory().createSocket(plain, "localhost", 1, true);
      socket.setEnabledProtocols(protocols);
      Thread shaking = new Thread(() -> shake(socket), "impostor");
      shaking.start();
      EngineConnection connection = new EngineConnection(server, accepted);
      connection.handshake(() -> {});
      connection.output().write(1);
      shaking.join();
    }
  }

  private static void shake(SSLSocket socket) {
    try {
      socket.startHandshake();
      socket.getInputStream().read();
    } catch (IOException e) {
      System.out.println("impostor: " + e);
    }
  }

  /** Gives the same 32 bytes each time that so many are asked for. */
  private static final class Repeating extends SecureRandom {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    Repeating(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public void nextBytes(byte[] target) {
      if (bytes != null && target.length == bytes.length) {
        System.arraycopy(bytes, 0, target, 0, bytes.length);
      } else {
        super.nextBytes(target);
      }
    }
  }
}
