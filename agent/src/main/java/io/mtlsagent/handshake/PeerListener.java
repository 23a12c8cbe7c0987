package io.mtlsagent.handshake;

import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/** Is told of each peer as it is let in or turned away. */
public interface PeerListener {

  /**
   * Must be quick, and must not throw.
   *
   * @param certificate the peer's; null where it has shown none
   */
  void peer(PeerKind kind, @Nullable X509Certificate certificate);
}
