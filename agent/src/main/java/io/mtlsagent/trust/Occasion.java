package io.mtlsagent.trust;

import io.mtlsagent.policy.Staples;
import io.mtlsagent.revocation.Patience;
import io.mtlsagent.revocation.PeerPresence;
import io.mtlsagent.revocation.Waiting;

/** What a peer is judged for: a handshake or an open connection, and what is known of it. */
public final class Occasion {

  private final Waiting waiting;
  private final FoundPath found;
  private final Staples staples;
  private final PeerPresence presence;

  private Occasion(Waiting waiting, FoundPath found, Staples staples, PeerPresence presence) {
    this.waiting = waiting;
    this.found = found;
    this.staples = staples;
    this.presence = presence;
  }

  /** A connection of which nothing else is known. */
  public static Occasion of(Waiting waiting) {
    return new Occasion(waiting, new FoundPath(), Staples.notAsked(), new PeerPresence());
  }

  /** The same, with the path that the connection's peer was accepted on before, and is now. */
  public Occasion onPath(FoundPath path) {
    return new Occasion(waiting, path, staples, presence);
  }

  /** The same, with what the peer has stapled. */
  public Occasion with(Staples fromPeer) {
    return new Occasion(waiting, found, fromPeer, presence);
  }

  /** The same, of a peer that may leave meanwhile. */
  public Occasion whileThere(PeerPresence peer) {
    return new Occasion(waiting, found, staples, peer);
  }

  /** Of the occasion's kind and length, until the peer leaves. */
  Patience bound(Patience patience) {
    return patience.whileThere(presence);
  }

  public Waiting waiting() {
    return waiting;
  }

  FoundPath found() {
    return found;
  }

  Staples staples() {
    return staples;
  }
}
