package io.mtlsagent.handshake;

import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Stands before the application's own trust manager: asks the handshake that the question belongs
 * to, which decides by its endpoint's mode whether the application is asked at all.
 */
public final class AgentTrustManager extends X509ExtendedTrustManager {

  private final X509TrustManager application;
  private final Handshakes handshakes;
  private final TransportOf transportOf;

  public AgentTrustManager(
      X509TrustManager application, Handshakes handshakes, TransportOf transportOf) {
    this.application = application;
    this.handshakes = handshakes;
    this.transportOf = transportOf;
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(socket, chain, () -> clientBySocket(chain, authType, socket));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(engine, chain, () -> clientByEngine(chain, authType, engine));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    check(socket, chain, () -> serverBySocket(chain, authType, socket));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    check(engine, chain, () -> serverByEngine(chain, authType, engine));
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw unknownConnection();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    throw unknownConnection();
  }

  /** The certification authorities that a server names in its CertificateRequest. */
  @Override
  public X509Certificate[] getAcceptedIssuers() {
    Handshake current = handshakes.current();
    Endpoint endpoint = current == null ? null : current.endpoint();
    if (current == null || endpoint == null || !current.replacesIdentity()) {
      return application.getAcceptedIssuers();
    }
    X509Certificate[] ours = endpoint.verifier().acceptedIssuers();
    return current.refuses() || current.applicationAsksNothing()
        ? ours
        : withThoseOfApplication(ours);
  }

  /**
   * Clients leave a certificate at home whose issuer is not named; an empty list names them all.
   */
  private X509Certificate[] withThoseOfApplication(X509Certificate[] ours) {
    List<X509Certificate> theirs = Arrays.asList(application.getAcceptedIssuers());
    Set<X509Certificate> both = new LinkedHashSet<>(theirs);
    if (!theirs.isEmpty()) {
      both.addAll(Arrays.asList(ours));
    }
    return both.toArray(new X509Certificate[0]);
  }

  private void check(
      @Nullable Object connection,
      X509Certificate @Nullable [] chain,
      ApplicationJudge.Check applicationCheck)
      throws CertificateException {
    if (Privileges.areNeeded()) {
      Privileges.use(
          () -> {
            checkByOwnRights(connection, chain, applicationCheck);
            return true;
          });
    } else {
      checkByOwnRights(connection, chain, applicationCheck);
    }
  }

  private void checkByOwnRights(
      @Nullable Object connection,
      X509Certificate @Nullable [] chain,
      ApplicationJudge.Check applicationCheck)
      throws CertificateException {
    if (connection == null) {
      throw unknownConnection();
    }
    Transport transport = transportOf.connection(connection);
    List<X509Certificate> presented =
        chain == null ? Collections.<X509Certificate>emptyList() : Arrays.asList(chain.clone());
    handshakes.ofOrBegin(transport).check(transport, presented, applicationCheck);
  }

  private static CertificateException unknownConnection() {
    return new PeerRejectedException(
        Rejection.of(
            RejectionCode.INTERNAL_ERROR,
            "a peer was to be checked whose connection the agent does not know"));
  }

  private void clientBySocket(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    if (application instanceof X509ExtendedTrustManager) {
      ((X509ExtendedTrustManager) application).checkClientTrusted(chain, authType, socket);
    } else {
      application.checkClientTrusted(chain, authType);
    }
  }

  private void clientByEngine(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    if (application instanceof X509ExtendedTrustManager) {
      ((X509ExtendedTrustManager) application).checkClientTrusted(chain, authType, engine);
    } else {
      application.checkClientTrusted(chain, authType);
    }
  }

  private void serverBySocket(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    if (application instanceof X509ExtendedTrustManager) {
      ((X509ExtendedTrustManager) application).checkServerTrusted(chain, authType, socket);
    } else {
      application.checkServerTrusted(chain, authType);
    }
  }

  private void serverByEngine(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    if (application instanceof X509ExtendedTrustManager) {
      ((X509ExtendedTrustManager) application).checkServerTrusted(chain, authType, engine);
    } else {
      application.checkServerTrusted(chain, authType);
    }
  }
}
