package example.jdk.habits;

import example.common.Options;
import example.common.TlsContexts;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.TrustManager;

/**
 * Makes TLS contexts as frameworks do while they start, only to look at them: without managers,
 * with empty arrays, with managers that are none. Then lets two engines shake hands in memory, as
 * Kafka does to check its configuration.
 */
public final class DummyContextsApp {

  private static final String[] PROTOCOLS = {"TLS", "TLSv1.2", "TLSv1.3", "SSL"};

  /** Something that may go wrong. */
  private interface Attempt {
    void run() throws Exception;
  }

  private DummyContextsApp() {}

  public static void main(String[] arguments) throws Exception {
    Options options = Options.of(arguments);
    for (String protocol : PROTOCOLS) {
      tell(protocol + " never initialised", () -> use(SSLContext.getInstance(protocol)));
      tell(protocol + " nulls", () -> use(made(protocol, null, null)));
      tell(
          protocol + " empty arrays",
          () -> use(made(protocol, new KeyManager[0], new TrustManager[0])));
      tell(
          protocol + " arrays of null",
          () -> use(made(protocol, new KeyManager[1], new TrustManager[1])));
      tell(
          protocol + " foreign managers",
          () ->
              use(
                  made(
                      protocol,
                      new KeyManager[] {new NoKeys()},
                      new TrustManager[] {new NoTrust()})));
    }
    tell("default", () -> use(SSLContext.getDefault()));
    if (options.has("keystore")) {
      SSLContext server = TlsContexts.server(options);
      SSLContext client = TlsContexts.client(options);
      tell("two engines in memory", () -> shakeHands(server, client));
    }
  }

  private static void tell(String name, Attempt attempt) {
    String outcome;
    try {
      attempt.run();
      outcome = "ok";
    } catch (Throwable e) {
      outcome = e.toString();
    }
    System.out.println(name + ": " + outcome);
  }

  private static SSLContext made(String protocol, KeyManager[] keys, TrustManager[] trust)
      throws Exception {
    SSLContext context = SSLContext.getInstance(protocol);
    context.init(keys, trust, new SecureRandom());
    return context;
  }

  private static void use(SSLContext context) throws Exception {
    context.getSupportedSSLParameters().getProtocols();
    context.getDefaultSSLParameters().getCipherSuites();
    context.getClientSessionContext().setSessionTimeout(60);
    context.getServerSessionContext().setSessionCacheSize(10);
    context.getSocketFactory().createSocket().close();
    context.getServerSocketFactory().createServerSocket().close();
    SSLEngine server = context.createSSLEngine();
    server.setUseClientMode(false);
    server.setNeedClientAuth(true);
    server.setWantClientAuth(false);
    SSLEngine client = context.createSSLEngine("nowhere.example", 443);
    client.setUseClientMode(true);
    client.beginHandshake();
    ByteBuffer hello = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
    client.wrap(ByteBuffer.allocate(0), hello);
  }

  private static void shakeHands(SSLContext server, SSLContext client) throws Exception {
    SSLEngine serving = server.createSSLEngine();
    serving.setUseClientMode(false);
    SSLEngine calling = client.createSSLEngine("localhost", 0);
    calling.setUseClientMode(true);
    calling.beginHandshake();
    serving.beginHandshake();
    Pipe toServer = new Pipe(calling, serving);
    Pipe toClient = new Pipe(serving, calling);
    boolean moved = true;
    while (moved) {
      moved = toServer.move() | toClient.move();
    }
    if (!isDone(calling) || !isDone(serving)) {
      throw new IllegalStateException("the handshake came to a halt");
    }
  }

  private static boolean isDone(SSLEngine engine) {
    return engine.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NOT_HANDSHAKING
        && !engine.getSession().getCipherSuite().equals("SSL_NULL_WITH_NULL_NULL");
  }

  /** Carries what one engine says to the other. */
  private static final class Pipe {
    private final SSLEngine from;
    private final SSLEngine to;
    private final ByteBuffer bytes;
    private final ByteBuffer application;

    Pipe(SSLEngine from, SSLEngine to) {
      this.from = from;
      this.to = to;
      this.bytes = ByteBuffer.allocate(8 * from.getSession().getPacketBufferSize());
      this.application = ByteBuffer.allocate(8 * to.getSession().getApplicationBufferSize());
    }

    /** Whether there was anything to carry. */
    boolean move() throws Exception {
      boolean moved = false;
      runTasks(from);
      while (from.getHandshakeStatus() == SSLEngineResult.HandshakeStatus.NEED_WRAP) {
        moved |= from.wrap(ByteBuffer.allocate(0), bytes).bytesProduced() > 0;
        runTasks(from);
      }
      bytes.flip();
      boolean read = true;
      while (read && bytes.hasRemaining()) {
        read = to.unwrap(bytes, application).bytesConsumed() > 0;
        runTasks(to);
        moved |= read;
      }
      bytes.compact();
      return moved;
    }

    private static void runTasks(SSLEngine engine) {
      Runnable task = engine.getDelegatedTask();
      while (task != null) {
        task.run();
        task = engine.getDelegatedTask();
      }
    }
  }

  private static final class NoKeys implements KeyManager {}

  private static final class NoTrust implements TrustManager {}
}
