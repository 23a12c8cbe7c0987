package io.mtlsagent.weaving;

import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** What the peer has shown, as a session remembers it. */
final class PeerChain {

  private PeerChain() {}

  /**
   * The peer's certificates, its own first.
   *
   * @param session null before one was negotiated
   * @return empty where the peer has shown none
   */
  static List<X509Certificate> of(@Nullable SSLSession session) {
    if (session == null) {
      return Collections.emptyList();
    }
    try {
      List<X509Certificate> chain = new ArrayList<>();
      for (Certificate certificate : session.getPeerCertificates()) {
        chain.add((X509Certificate) certificate);
      }
      return Collections.unmodifiableList(chain);
    } catch (SSLPeerUnverifiedException none) {
      return Collections.emptyList(); // JSSE's way of saying that there is none
    }
  }
}
