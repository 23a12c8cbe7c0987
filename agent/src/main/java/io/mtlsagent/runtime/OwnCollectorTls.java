package io.mtlsagent.runtime;

import io.mtlsagent.audit.CollectorTls;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.trust.ExpectedName;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Connects to the collector of audit lines as the agent would to any server: with the identity of
 * the top level, and its checks of the peer, whatever the mode. The material is that of now, also
 * after a reload.
 */
final class OwnCollectorTls implements CollectorTls {

  private final InForce inForce;

  /** A context of each generation of the material, not of each connection: JSSE keeps them long. */
  private @Nullable SSLContext context;

  private @Nullable Material contextOf;

  OwnCollectorTls(InForce inForce) {
    this.inForce = inForce;
  }

  @Override
  public Socket secure(Socket plain, String host, int port) throws IOException {
    Generation generation = inForce.generation();
    Material material = generation.topLevel().material();
    if (material == null) {
      throw new IOException("there is no identity and no anchor to connect with (mode off)");
    }
    SSLSocket socket =
        (SSLSocket) contextFor(material).getSocketFactory().createSocket(plain, host, port, true);
    try {
      List<String> protocols = new ArrayList<>(Arrays.asList(socket.getSupportedProtocols()));
      protocols.retainAll(generation.configuration().tls().protocols());
      socket.setEnabledProtocols(protocols.toArray(new String[0]));
      socket.startHandshake();
      // Here and not in a trust manager, which a resumed session does not ask.
      check(material, socket.getSession().getPeerCertificates(), host);
      return socket;
    } catch (IOException | RuntimeException e) {
      socket.close();
      throw e;
    }
  }

  private static void check(Material material, Certificate[] sent, String host) throws IOException {
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : sent) {
      chain.add((X509Certificate) certificate);
    }
    Verdict verdict = material.verifier().verify(chain, Role.CLIENT, ExpectedName.of(host));
    if (!verdict.isAccepted()) {
      throw new SSLHandshakeException("the collector is refused: " + verdict.rejection().get());
    }
  }

  private synchronized SSLContext contextFor(Material material) throws IOException {
    SSLContext known = context;
    if (known != null && contextOf == material) {
      return known;
    }
    try {
      SSLContext made = SSLContext.getInstance("TLS");
      made.init(
          new KeyManager[] {new OneIdentity(material.identity())},
          new TrustManager[] {new AnyPeer()},
          null);
      context = made;
      contextOf = material;
      return made;
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }
}
