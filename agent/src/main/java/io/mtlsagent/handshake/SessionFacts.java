package io.mtlsagent.handshake;

import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is known of a handshake's outcome when it ends, well or badly. */
public interface SessionFacts {

  /** The protocol as JSSE names it, such as {@code TLSv1.3}; null before it was negotiated. */
  @Nullable String protocol();

  /** The cipher suite; null before it was negotiated. */
  @Nullable String cipherSuite();

  /** Whether an earlier session was resumed: then the peer sent no certificate this time. */
  boolean isResumed();

  /** The server name that the client asked for (RFC 6066), if any. */
  @Nullable String serverName();

  /** The peer's chain, leaf first; empty where the peer has shown none. */
  List<X509Certificate> peerChain();

  /** Forgets what {@link #putValue} remembered. */
  void removeValue(String name);

  /** Remembers a value in the session, for the application to read. */
  void putValue(String name, Object value);
}
