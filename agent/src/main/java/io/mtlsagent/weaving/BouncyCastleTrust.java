package io.mtlsagent.weaving;

import io.mtlsagent.handshake.AgentTrustManager;
import io.mtlsagent.policy.PeerRejectedException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * The trust manager that a context of Bouncy Castle's is given: the agent's. A refusal is thrown as
 * the alert of its reason, which Bouncy Castle's own code lets through.
 */
final class BouncyCastleTrust extends X509ExtendedTrustManager {

  private final X509TrustManager application;
  private final AgentTrustManager agent;

  BouncyCastleTrust(X509TrustManager application, AgentTrustManager agent) {
    this.application = application;
    this.agent = agent;
  }

  /** The application's own. */
  X509TrustManager application() {
    return application;
  }

  private interface Check {
    void run() throws CertificateException;
  }

  private static void check(Object connection, Check check) throws CertificateException {
    try {
      check.run();
    } catch (PeerRejectedException rejected) {
      // an alert that only TLS 1.3 knows is never sent from here: there is a certificate
      int alert = rejected.rejection().code().alert(false);
      throw BouncyCastleTrust.<RuntimeException>sneaky(
          BouncyCastleMembers.fatalAlert(connection, alert, rejected));
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T sneaky(Throwable failure) throws T {
    throw (T) failure;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(socket, () -> agent.checkClientTrusted(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(socket, () -> agent.checkServerTrusted(chain, authType, socket));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(engine, () -> agent.checkClientTrusted(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(engine, () -> agent.checkServerTrusted(chain, authType, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    agent.checkClientTrusted(chain, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    agent.checkServerTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return agent.getAcceptedIssuers();
  }
}
