package io.mtlsagent.authorization;

import java.security.cert.CertificateException;

/**
 * One entry of a list of peers. It is read narrowly where it lets in and widely where it keeps out,
 * so that a doubt never helps the peer.
 */
interface PeerPattern {

  /** Whether an entry of an allow list lets the peer in: no doubt is left that it is meant. */
  boolean covers(PeerNames peer) throws CertificateException;

  /** Whether an entry of a deny list keeps the peer out: it may be meant. */
  boolean touches(PeerNames peer) throws CertificateException;

  /**
   * Whether the peer's names of the kind that this pattern speaks of can be read. If not, nobody
   * can say that a deny list does not mean the peer.
   */
  boolean canRead(PeerNames peer);
}
