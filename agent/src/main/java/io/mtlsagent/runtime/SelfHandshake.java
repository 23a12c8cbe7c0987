package io.mtlsagent.runtime;

import io.mtlsagent.config.TlsSettings;
import io.mtlsagent.identity.Identity;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;

/**
 * A mutual handshake of two engines in memory that both show one identity: proves that this JVM's
 * TLS stack can use the key and the chain. Nothing is decided on the certificates.
 */
final class SelfHandshake {

  /** More steps than any handshake takes. */
  private static final int MAXIMUM_STEPS = 1000;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final SSLEngine client;
  private final SSLEngine server;
  private final ByteBuffer toServer;
  private final ByteBuffer toClient;
  private final ByteBuffer data;

  private SelfHandshake(SSLContext context, TlsSettings allowed) throws SSLException {
    this.client = context.createSSLEngine("localhost", 0);
    this.server = context.createSSLEngine();
    client.setUseClientMode(true);
    server.setUseClientMode(false);
    server.setNeedClientAuth(true);
    String[] protocols = allowed.protocols().toArray(new String[0]);
    client.setEnabledProtocols(protocols);
    server.setEnabledProtocols(protocols);
    if (!allowed.ciphers().isEmpty()) {
      String[] suites = suites(allowed.ciphers());
      client.setEnabledCipherSuites(suites);
      server.setEnabledCipherSuites(suites);
    }
    SSLSession session = client.getSession();
    this.toServer = ByteBuffer.allocate(2 * session.getPacketBufferSize());
    this.toClient = ByteBuffer.allocate(2 * session.getPacketBufferSize());
    this.data = ByteBuffer.allocate(session.getApplicationBufferSize());
  }

  /**
   * Shakes hands.
   *
   * @param allowed the protocols and cipher suites that may be negotiated
   * @return the protocol and cipher suite that were negotiated
   */
  static String with(Identity identity, TlsSettings allowed)
      throws GeneralSecurityException, SSLException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {new OneIdentity(identity)}, new TrustManager[] {new AnyPeer()}, null);
    try {
      return new SelfHandshake(context, allowed).run();
    } catch (IllegalArgumentException e) {
      throw new SSLException("tls.protocols: " + e.getMessage(), e);
    }
  }

  /** Those that an agent would leave of what the JVM has. */
  private String[] suites(List<String> allowed) throws SSLException {
    List<String> left = new ArrayList<>(Arrays.asList(client.getEnabledCipherSuites()));
    left.retainAll(allowed);
    if (left.isEmpty()) {
      throw new SSLException("tls.ciphers names no cipher suite that this JVM has enabled");
    }
    return left.toArray(new String[0]);
  }

  private String run() throws SSLException {
    for (int i = 0; i < MAXIMUM_STEPS && !(isDone(client) && isDone(server)); i++) {
      step(client, toClient, toServer);
      step(server, toServer, toClient);
    }
    if (!isDone(client) || !isDone(server)) {
      throw new SSLException("the handshake does not come to an end");
    }
    return client.getSession().getProtocol() + " " + client.getSession().getCipherSuite();
  }

  private static boolean isDone(SSLEngine engine) {
    return engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING
        && !"SSL_NULL_WITH_NULL_NULL".equals(engine.getSession().getCipherSuite());
  }

  private void step(SSLEngine engine, ByteBuffer in, ByteBuffer out) throws SSLException {
    if (engine.getHandshakeStatus() == HandshakeStatus.NOT_HANDSHAKING && !isDone(engine)) {
      engine.beginHandshake();
    }
    runTasks(engine);
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      engine.wrap(NOTHING, out);
    }
    in.flip();
    if (in.hasRemaining()) {
      data.clear();
      engine.unwrap(in, data);
    }
    in.compact();
    runTasks(engine);
  }

  private static void runTasks(SSLEngine engine) {
    for (Runnable task = engine.getDelegatedTask();
        task != null;
        task = engine.getDelegatedTask()) {
      task.run();
    }
  }
}
