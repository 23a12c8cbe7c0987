package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Endpoint;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;

/** Takes the protocols and cipher suites from a connection that its endpoint does not allow. */
final class EngineRestriction {

  private final Endpoint endpoint;

  EngineRestriction(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  /**
   * Narrows what the application has enabled.
   *
   * @throws SSLHandshakeException if nothing would be left
   */
  void apply(SSLEngine engine) throws SSLHandshakeException {
    String[] protocols = engine.getEnabledProtocols();
    String[] allowed = retain(protocols, endpoint.protocols(), "tls.protocols");
    if (allowed.length != protocols.length) {
      engine.setEnabledProtocols(allowed);
    }
    if (!endpoint.cipherSuites().isEmpty()) {
      String[] suites = engine.getEnabledCipherSuites();
      String[] left = retain(suites, endpoint.cipherSuites(), "tls.ciphers");
      if (left.length != suites.length) {
        engine.setEnabledCipherSuites(left);
      }
    }
  }

  /** The same for a socket. */
  void apply(SSLSocket socket) throws SSLHandshakeException {
    String[] protocols = socket.getEnabledProtocols();
    String[] allowed = retain(protocols, endpoint.protocols(), "tls.protocols");
    if (allowed.length != protocols.length) {
      socket.setEnabledProtocols(allowed);
    }
    if (!endpoint.cipherSuites().isEmpty()) {
      String[] suites = socket.getEnabledCipherSuites();
      String[] left = retain(suites, endpoint.cipherSuites(), "tls.ciphers");
      if (left.length != suites.length) {
        socket.setEnabledCipherSuites(left);
      }
    }
  }

  private static String[] retain(String[] enabled, List<String> allowed, String key)
      throws SSLHandshakeException {
    List<String> kept = new ArrayList<>();
    for (String name : enabled) {
      if (allowed.contains(name)) {
        kept.add(name);
      }
    }
    if (kept.isEmpty()) {
      throw new SSLHandshakeException(
          "the application has enabled nothing that " + key + " of mtls-agent allows");
    }
    return kept.toArray(new String[0]);
  }
}
