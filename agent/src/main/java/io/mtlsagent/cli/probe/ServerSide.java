package io.mtlsagent.cli.probe;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Keeps the server's certificates and accepts any: nothing is sent to the server but handshakes,
 * and whether it would be trusted is judged afterwards. For one handshake.
 */
final class ServerSide extends X509ExtendedTrustManager {

  private List<X509Certificate> chain = Collections.emptyList();

  /** What the server sent, its own certificate first; empty where it came to none. */
  List<X509Certificate> chain() {
    return chain;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String authType) {
    chain = Collections.unmodifiableList(Arrays.asList(sent.clone()));
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String authType, Socket socket) {
    checkServerTrusted(sent, authType);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] sent, String authType, SSLEngine engine) {
    checkServerTrusted(sent, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String authType)
      throws CertificateException {
    throw new CertificateException("a probe has no clients");
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String authType, Socket socket)
      throws CertificateException {
    checkClientTrusted(sent, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] sent, String authType, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(sent, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
