package io.mtlsagent.weaving;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import io.mtlsagent.handshake.EngineChannels;
import io.mtlsagent.handshake.SessionFacts;
import io.mtlsagent.handshake.Transport;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** What is known of a connection of Bouncy Castle's provider by its engine or socket. */
final class BouncyCastleConnections {

  private final EngineChannels channels;

  private final WeakConcurrentMap<Object, String> requestedNames =
      new WeakConcurrentMap.WithInlinedExpunction<>();

  private final SocketTransport.Application application =
      new SocketTransport.Application() {
        @Override
        public @Nullable X509TrustManager trust(Object socket) {
          return BouncyCastleMembers.applicationTrust(socket);
        }

        @Override
        public @Nullable String host(Object socket) {
          return (String) BouncyCastleMembers.call(socket, "getPeerHost");
        }
      };

  BouncyCastleConnections(EngineChannels channels) {
    this.channels = channels;
  }

  /** The engine or socket of a {@code ProvTlsServer} or {@code ProvTlsClient}. */
  static Object of(Object peer) {
    return required(BouncyCastleMembers.get(peer, "manager"));
  }

  Transport transport(Object connection) {
    return connection instanceof SSLEngine
        ? new EngineTransport(
            (SSLEngine) connection,
            BouncyCastleJsse.NAME,
            channels,
            BouncyCastleMembers::applicationTrust)
        : new SocketTransport((SSLSocket) connection, BouncyCastleJsse.NAME, application);
  }

  /** The session does not know the name that the client has asked for. */
  void requested(Object connection, String serverName) {
    requestedNames.put(connection, serverName);
  }

  SessionFacts session(Object connection) {
    SSLSession session =
        connection instanceof SSLEngine
            ? ((SSLEngine) connection).getHandshakeSession()
            : ((SSLSocket) connection).getHandshakeSession();
    return new BouncyCastleSession(
        session,
        BouncyCastleMembers.isResumed(connection),
        requestedNames.getIfPresent(connection));
  }

  static Object required(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("Bouncy Castle called with null");
    }
    return value;
  }
}
