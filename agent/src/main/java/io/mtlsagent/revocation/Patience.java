package io.mtlsagent.revocation;

import java.time.Duration;

/**
 * How long one handshake waits for the network, over all certificates and sources together. It
 * begins to run out when it is made.
 */
public final class Patience {

  private static final Patience NONE = new Patience(0, 0, false, new PeerPresence());
  private static final Patience AFTERWARDS = new Patience(0, 0, true, new PeerPresence());

  private final long lengthNanos;
  private final long endNanos;
  private final boolean bearsIgnorance;
  private final PeerPresence presence;

  private Patience(long lengthNanos, long endNanos, boolean bearsIgnorance, PeerPresence presence) {
    this.lengthNanos = lengthNanos;
    this.endNanos = endNanos;
    this.bearsIgnorance = bearsIgnorance;
    this.presence = presence;
  }

  /** Only what is in memory counts. */
  public static Patience none() {
    return NONE;
  }

  /** As {@link #none}, for {@link Waiting#AFTERWARDS}. */
  static Patience afterwards() {
    return AFTERWARDS;
  }

  public static Patience of(Duration length) {
    long nanos = length.toNanos();
    return nanos <= 0
        ? NONE
        : new Patience(nanos, System.nanoTime() + nanos, false, new PeerPresence());
  }

  /** The same, which ends when the peer leaves. */
  public Patience whileThere(PeerPresence peer) {
    return lengthNanos == 0 ? this : new Patience(lengthNanos, endNanos, bearsIgnorance, peer);
  }

  /** Whether the lack of a status is no reason to refuse, whatever the policy. */
  public boolean bearsIgnorance() {
    return bearsIgnorance;
  }

  /**
   * How long to wait for something that was begun at a moment: what has kept others waiting for the
   * whole length is not waited for any more.
   *
   * @param beginNanos in the terms of {@link System#nanoTime()}
   * @return nanoseconds; zero or less where there is nothing to wait for
   */
  public long leftFor(long beginNanos) {
    if (lengthNanos == 0 || presence.isOver()) {
      return 0;
    }
    long now = System.nanoTime();
    return Math.min(endNanos - now, beginNanos + lengthNanos - now);
  }
}
