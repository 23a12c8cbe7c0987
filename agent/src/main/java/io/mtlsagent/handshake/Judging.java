package io.mtlsagent.handshake;

import io.mtlsagent.revocation.PeerPresence;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The judgement on the peer of one handshake: come to once, when the peer sends its chain, and
 * again at the end where that is needed. Guarded by the handshake's lock.
 */
final class Judging {

  /** A peer may take its time between its certificate and the end, and be revoked meanwhile. */
  private static final long HOLDS_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final PeerRecorder recorder;
  private final PeerPresence presence;
  private @Nullable Judgement latest;
  private long judgedNanos;

  Judging(PeerRecorder recorder, PeerPresence presence) {
    this.recorder = recorder;
    this.presence = presence;
  }

  /** The peer has sent its chain; may wait for revocation data, as long as the peer is there. */
  Judgement judge(Endpoint endpoint, Transport transport, List<X509Certificate> chain) {
    long begin = System.nanoTime();
    return keep(PeerJudge.judge(endpoint, transport, chain, presence), begin);
  }

  /**
   * As the handshake ends: what was found, or where nothing was, or that does not hold any more,
   * what is found now. It does not wait: a resumed handshake ends on the thread of the connection's
   * I/O.
   */
  Judgement atEnd(Endpoint endpoint, Transport transport, List<X509Certificate> chain) {
    Judgement present = latest;
    if (present != null && !isOld() && present.chain().equals(chain)) {
      return present;
    }
    long begin = System.nanoTime();
    return keep(PeerJudge.judgeResumed(endpoint, transport, chain), begin);
  }

  private Judgement keep(Judgement judgement, long begin) {
    judgedNanos = System.nanoTime();
    recorder.judged(judgedNanos - begin);
    latest = judgement;
    return judgement;
  }

  private boolean isOld() {
    return System.nanoTime() - judgedNanos > HOLDS_NANOS;
  }

  /** Other rules hold now. */
  void forget() {
    latest = null;
  }

  /** Null where the peer has not been judged. */
  @Nullable Judgement latest() {
    return latest;
  }
}
