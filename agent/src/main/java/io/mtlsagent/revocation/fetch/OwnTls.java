package io.mtlsagent.revocation.fetch;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * TLS for the agent's own fetches: the JVM's trust store, no client certificate, host names
 * checked. Apart from the application's default context, which may not be made before the
 * application does.
 */
final class OwnTls {

  private @Nullable SSLContext context;

  /** Lays TLS over a connected socket; the handshake is done when this returns. */
  Socket layer(Socket plain, HttpAddress address) throws IOException {
    SSLSocket socket =
        (SSLSocket)
            context()
                .getSocketFactory()
                .createSocket(plain, address.host(), address.port(), /* autoClose= */ true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private synchronized SSLContext context() throws IOException {
    SSLContext known = context;
    if (known == null) {
      try {
        known = SSLContext.getInstance("TLS");
        known.init(new KeyManager[0], null, null);
      } catch (GeneralSecurityException e) {
        throw new IOException("this JVM has no TLS for the agent's own use", e);
      }
      context = known;
    }
    return known;
  }
}
