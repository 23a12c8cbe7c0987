package io.mtlsagent.weaving;

import io.mtlsagent.handshake.AgentTrustManager;
import io.mtlsagent.handshake.Handshake;
import io.mtlsagent.handshake.Handshakes;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/** The trust manager of one connection, whatever its stack asks it with. */
final class BoundTrustManager extends X509ExtendedTrustManager {

  private final AgentTrustManager agent;
  private final Handshakes handshakes;
  private final SSLEngine engine;

  BoundTrustManager(AgentTrustManager agent, Handshakes handshakes, SSLEngine engine) {
    this.agent = agent;
    this.handshakes = handshakes;
    this.engine = engine;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    agent.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    agent.checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    agent.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    agent.checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine asked)
      throws CertificateException {
    agent.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine asked)
      throws CertificateException {
    agent.checkServerTrusted(chain, authType, engine);
  }

  /** Asked by a server that makes a CertificateRequest, on this thread. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    Handshake handshake = handshakes.of(engine);
    handshakes.enter(handshake);
    try {
      return agent.getAcceptedIssuers();
    } finally {
      handshakes.leave();
    }
  }
}
