package io.mtlsagent.weaving;

import io.mtlsagent.handshake.SessionFacts;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/** The outcome of a handshake, as far as {@code javax.net.ssl} alone tells of it. */
abstract class EngineSession implements SessionFacts {

  private static final String NO_CIPHER_SUITE = "SSL_NULL_WITH_NULL_NULL";

  /** The session as it is now. */
  abstract SSLSession session();

  @Override
  public final @Nullable String protocol() {
    String protocol = session().getProtocol();
    return protocol == null || !protocol.startsWith("TLS") ? null : protocol;
  }

  @Override
  public final @Nullable String cipherSuite() {
    String name = session().getCipherSuite();
    return name == null || !name.startsWith("TLS_") || name.equals(NO_CIPHER_SUITE) ? null : name;
  }

  @Override
  public @Nullable String serverName() {
    SSLSession session = session();
    if (session instanceof ExtendedSSLSession) {
      try {
        return hostName(((ExtendedSSLSession) session).getRequestedServerNames());
      } catch (UnsupportedOperationException unknown) {
        return null; // the answer of those who do not implement it
      }
    }
    return null;
  }

  private static @Nullable String hostName(@Nullable List<SNIServerName> names) {
    if (names != null) {
      for (SNIServerName name : names) {
        if (name instanceof SNIHostName) {
          return ((SNIHostName) name).getAsciiName();
        }
      }
    }
    return null;
  }

  @Override
  public List<X509Certificate> peerChain() {
    return PeerChain.of(session());
  }

  @Override
  public final void removeValue(String name) {
    if (session().getValue(name) != null) {
      session().removeValue(name);
    }
  }

  @Override
  public final void putValue(String name, Object value) {
    session().putValue(name, value);
  }
}
