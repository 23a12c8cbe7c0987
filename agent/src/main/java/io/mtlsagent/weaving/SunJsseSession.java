package io.mtlsagent.weaving;

import static io.mtlsagent.weaving.SunJsseFields.get;

import io.mtlsagent.handshake.SessionFacts;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The outcome of a handshake of SunJSSE, read while its {@code HandshakeContext} still stands. */
final class SunJsseSession implements SessionFacts {

  private static final String NO_CIPHER_SUITE = "SSL_NULL_WITH_NULL_NULL";

  private final SunJsseFields fields;
  private final @Nullable Object handshake;
  private final @Nullable SSLSession session;

  SunJsseSession(Object context, SunJsseFields fields) {
    this.fields = fields;
    this.handshake = get(fields.contextHandshake, context);
    this.session = (SSLSession) get(fields.contextSession, context);
  }

  @Override
  public @Nullable String protocol() {
    if (handshake != null) {
      return (String) get(fields.protocolName, get(fields.handshakeProtocol, handshake));
    }
    return isEstablished() && session != null ? session.getProtocol() : null;
  }

  @Override
  public @Nullable String cipherSuite() {
    String name =
        handshake == null
            ? (session == null ? null : session.getCipherSuite())
            : (String) get(fields.cipherSuiteName, get(fields.handshakeCipherSuite, handshake));
    return NO_CIPHER_SUITE.equals(name) ? null : name;
  }

  private boolean isEstablished() {
    return session != null && !NO_CIPHER_SUITE.equals(session.getCipherSuite());
  }

  @Override
  public boolean isResumed() {
    return Boolean.TRUE.equals(get(fields.handshakeIsResumption, handshake));
  }

  @Override
  public @Nullable String serverName() {
    if (handshake == null && session instanceof ExtendedSSLSession) {
      return SunJsseTransport.hostName(((ExtendedSSLSession) session).getRequestedServerNames());
    }
    return SunJsseTransport.hostName(get(fields.handshakeServerNames, handshake));
  }

  @Override
  public List<X509Certificate> peerChain() {
    return PeerChain.of(session);
  }

  @Override
  public void removeValue(String name) {
    if (session != null && session.getValue(name) != null) {
      boolean ticketDue = isTicketDue();
      session.removeValue(name);
      setTicketDue(ticketDue);
    }
  }

  @Override
  public void putValue(String name, Object value) {
    if (session != null) {
      boolean ticketDue = isTicketDue();
      session.putValue(name, value);
      setTicketDue(ticketDue);
    }
  }

  /**
   * Whether a server of TLS 1.3 is to send a ticket of its own accord. JSSE does so for each change
   * of a session's values. Ours is made before the first ticket is; a second one, in place of the
   * end of the handshake, stops servers that wait for that (Apache HttpCore, MINA).
   */
  private boolean isTicketDue() {
    return fields.sessionUpdatesTicket != null
        && Boolean.TRUE.equals(get(fields.sessionUpdatesTicket, session));
  }

  private void setTicketDue(boolean due) {
    if (fields.sessionUpdatesTicket != null && session != null) {
      SunJsseFields.set(fields.sessionUpdatesTicket, session, due);
    }
  }
}
