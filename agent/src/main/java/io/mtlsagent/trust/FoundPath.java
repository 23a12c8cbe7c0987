package io.mtlsagent.trust;

import org.jspecify.annotations.Nullable;

/**
 * The path on which the peer of one connection was accepted, so that it need not be searched again
 * as often as the connection is judged again. Empty at first.
 */
public final class FoundPath {

  private @Nullable PeerVerifier verifier;
  private @Nullable CertificatePath path;

  synchronized void keep(PeerVerifier by, CertificatePath accepted) {
    verifier = by;
    path = accepted;
  }

  /** The path; null where this verifier, with its anchors, has not found it. */
  synchronized @Nullable CertificatePath by(PeerVerifier asking) {
    return verifier == asking ? path : null;
  }
}
