package io.mtlsagent.weaving;

import io.mtlsagent.policy.PeerRejectedException;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The trust manager that Netty's OpenSSL contexts are given: the agent's, which says a refusal in
 * the words of the native library, so that the peer is sent the right alert.
 */
final class NettyOpenSslTrust extends X509ExtendedTrustManager {

  /** What a refusal needs of the copy of Netty that the engine is of. */
  interface Members {
    NettyOpenSslMembers of(Object engine);
  }

  private static final X509Certificate[] ANY = {};

  private final X509TrustManager application;
  private final X509ExtendedTrustManager agent;
  private final boolean namesNobody;
  private final Members members;

  /**
   * @param namesNobody whether servers leave the choice of a certificate to the client: a native
   *     context has one list of authorities for good, which would outlive those it names
   */
  NettyOpenSslTrust(
      X509TrustManager application,
      X509ExtendedTrustManager agent,
      boolean namesNobody,
      Members members) {
    this.application = application;
    this.agent = agent;
    this.namesNobody = namesNobody;
    this.members = members;
  }

  /** The application's own. */
  X509TrustManager application() {
    return application;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      agent.checkClientTrusted(chain, authType, engine);
    } catch (PeerRejectedException rejected) {
      throw inNativeWords(rejected, engine);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    try {
      agent.checkServerTrusted(chain, authType, engine);
    } catch (PeerRejectedException rejected) {
      throw inNativeWords(rejected, engine);
    }
  }

  private CertificateException inNativeWords(
      PeerRejectedException rejected, @Nullable SSLEngine engine) {
    if (engine == null) {
      return rejected;
    }
    try {
      int result = VerifyResult.of(rejected.rejection().code());
      return (CertificateException) members.of(engine).certificateException(rejected, result);
    } catch (RuntimeException unknown) {
      return rejected; // refused all the same, with the alert certificate_unknown
    }
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return namesNobody ? ANY : application.getAcceptedIssuers();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    agent.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    agent.checkServerTrusted(chain, authType, socket);
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
}
