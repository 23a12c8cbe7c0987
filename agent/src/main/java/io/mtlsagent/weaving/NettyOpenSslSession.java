package io.mtlsagent.weaving;

import io.mtlsagent.handshake.SessionFacts;
import java.io.ByteArrayInputStream;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The outcome of a handshake of Netty's OpenSSL engine. */
final class NettyOpenSslSession implements SessionFacts {

  private static final String NO_CIPHER_SUITE = "SSL_NULL_WITH_NULL_NULL";

  private final SSLEngine engine;
  private final NettyOpenSslMembers members;

  NettyOpenSslSession(SSLEngine engine, NettyOpenSslMembers members) {
    this.engine = engine;
    this.members = members;
  }

  @Override
  public @Nullable String protocol() {
    String protocol = session().getProtocol();
    return protocol == null || !protocol.startsWith("TLS") ? null : protocol;
  }

  @Override
  public @Nullable String cipherSuite() {
    String name = session().getCipherSuite();
    return name == null || name.equals(NO_CIPHER_SUITE) ? null : name;
  }

  @Override
  public boolean isResumed() {
    return members.isResumed(engine);
  }

  @Override
  public @Nullable String serverName() {
    SSLSession session = session();
    if (session instanceof ExtendedSSLSession) {
      for (SNIServerName name : ((ExtendedSSLSession) session).getRequestedServerNames()) {
        if (name instanceof SNIHostName) {
          return ((SNIHostName) name).getAsciiName();
        }
      }
    }
    return null;
  }

  @Override
  public List<X509Certificate> peerChain() {
    try {
      return chain(session().getPeerCertificates());
    } catch (SSLPeerUnverifiedException e) {
      return nativeChain(); // there is none, or Netty has not asked for it yet
    }
  }

  private static List<X509Certificate> chain(Certificate[] certificates) {
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : certificates) {
      chain.add((X509Certificate) certificate);
    }
    return Collections.unmodifiableList(chain);
  }

  private List<X509Certificate> nativeChain() {
    List<X509Certificate> chain = new ArrayList<>();
    byte[] first = engine.getUseClientMode() ? null : members.peerCertificate(engine);
    try {
      if (first != null && first.length > 0) {
        chain.add(certificate(first));
      }
      if (engine.getUseClientMode() || !chain.isEmpty()) {
        byte[][] others = members.peerChain(engine);
        for (byte[] other : others == null ? new byte[0][] : others) {
          chain.add(certificate(other));
        }
      }
    } catch (CertificateException e) {
      throw new IllegalStateException("a certificate of the peer cannot be read", e);
    }
    return Collections.unmodifiableList(chain);
  }

  private static X509Certificate certificate(byte[] der) throws CertificateException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  @Override
  public void removeValue(String name) {
    if (session().getValue(name) != null) {
      session().removeValue(name);
    }
  }

  @Override
  public void putValue(String name, Object value) {
    session().putValue(name, value);
  }

  private SSLSession session() {
    return engine.getSession();
  }
}
