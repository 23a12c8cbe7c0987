package io.mtlsagent.weaving;

import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;

/** The outcome of a handshake of Netty's OpenSSL engine. */
final class NettyOpenSslSession extends EngineSession {

  private final SSLEngine engine;
  private final NettyOpenSslMembers members;

  NettyOpenSslSession(SSLEngine engine, NettyOpenSslMembers members) {
    this.engine = engine;
    this.members = members;
  }

  @Override
  SSLSession session() {
    return engine.getSession();
  }

  @Override
  public boolean isResumed() {
    return members.isResumed(engine);
  }

  /** Before Netty has asked for the chain, the native library's answer. */
  @Override
  public List<X509Certificate> peerChain() {
    List<X509Certificate> known = super.peerChain();
    return known.isEmpty() ? nativeChain() : known;
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
}
