package io.mtlsagent.weaving;

import io.mtlsagent.handshake.SessionFacts;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The outcome of a handshake of Bouncy Castle's provider, while it runs. */
final class BouncyCastleSession implements SessionFacts {

  private final @Nullable SSLSession session;
  private final boolean resumed;
  private final @Nullable String serverName;

  /**
   * @param session null before one was negotiated
   */
  BouncyCastleSession(@Nullable SSLSession session, boolean resumed, @Nullable String serverName) {
    this.session = session;
    this.resumed = resumed;
    this.serverName = serverName;
  }

  @Override
  public @Nullable String protocol() {
    String protocol = session == null ? null : session.getProtocol();
    return protocol == null || !protocol.startsWith("TLS") ? null : protocol;
  }

  @Override
  public @Nullable String cipherSuite() {
    String suite = session == null ? null : session.getCipherSuite();
    return suite == null || !suite.startsWith("TLS_") ? null : suite;
  }

  @Override
  public boolean isResumed() {
    return resumed;
  }

  @Override
  public @Nullable String serverName() {
    return serverName;
  }

  @Override
  public List<X509Certificate> peerChain() {
    return PeerChain.of(session);
  }

  @Override
  public void removeValue(String name) {
    if (session != null && session.getValue(name) != null) {
      session.removeValue(name);
    }
  }

  @Override
  public void putValue(String name, Object value) {
    if (session != null) {
      session.putValue(name, value);
    }
  }
}
