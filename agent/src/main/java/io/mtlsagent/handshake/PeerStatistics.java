package io.mtlsagent.handshake;

import io.mtlsagent.audit.AuditDecision;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts peers since the start, and remembers the certificates of those that were let in. */
public final class PeerStatistics {

  /** More kinds than there are endpoints, stacks and codes in any JVM. */
  private static final int MAX_KINDS = 10_000;

  private static final int MAX_CERTIFICATES = 10_000;

  private final Map<PeerKind, LongAdder> counts = new ConcurrentHashMap<>();
  private final LongAdder judgements = new LongAdder();
  private final LongAdder judgementNanos = new LongAdder();
  private final LongAdder refusedByPeer = new LongAdder();
  private final LongAdder connectionsRevoked = new LongAdder();
  private volatile @Nullable PeerListener listener;
  private final Map<X509Certificate, Boolean> certificates = new Recent();

  void count(
      Role role,
      String endpoint,
      String stack,
      AuditDecision decision,
      @Nullable RejectionCode code,
      @Nullable X509Certificate certificate) {
    PeerKind kind = new PeerKind(role, endpoint, stack, decision, code);
    LongAdder count = counts.get(kind);
    if (count == null && counts.size() < MAX_KINDS) {
      count = counts.computeIfAbsent(kind, fresh -> new LongAdder());
    }
    if (count != null) {
      count.increment();
    }
    if (decision != AuditDecision.REJECTED && certificate != null) {
      synchronized (certificates) {
        certificates.put(certificate, Boolean.TRUE);
      }
    }
    PeerListener told = listener;
    if (told != null) {
      told.peer(kind, certificate);
    }
  }

  /** Who is told of each peer from now on. */
  public void tell(PeerListener newListener) {
    listener = newListener;
  }

  /** A peer was judged, which took so long, waiting for the network included. */
  void judged(long nanos) {
    judgements.increment();
    judgementNanos.add(nanos);
  }

  void refusedByPeer() {
    refusedByPeer.increment();
  }

  void connectionRevoked() {
    connectionsRevoked.increment();
  }

  /** How many peers of each kind there were. */
  public Map<PeerKind, Long> counts() {
    Map<PeerKind, Long> now = new LinkedHashMap<>();
    for (Map.Entry<PeerKind, LongAdder> entry : counts.entrySet()) {
      now.put(entry.getKey(), entry.getValue().sum());
    }
    return now;
  }

  /** How often a peer was judged. */
  public long judgements() {
    return judgements.sum();
  }

  /** How long that took in all, in nanoseconds. */
  public long judgementNanos() {
    return judgementNanos.sum();
  }

  /** How often a peer that we let in has refused us. */
  public long refusalsByPeers() {
    return refusedByPeer.sum();
  }

  /** How many open connections were found whose peer may no longer connect. */
  public long connectionsRevoked() {
    return connectionsRevoked.sum();
  }

  /** The certificates of peers that were let in, the last ones seen. */
  public List<X509Certificate> certificates() {
    synchronized (certificates) {
      return new ArrayList<>(certificates.keySet());
    }
  }

  /** The keys that were put last. */
  private static final class Recent extends LinkedHashMap<X509Certificate, Boolean> {

    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, /* accessOrder= */ true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<X509Certificate, Boolean> eldest) {
      return size() > MAX_CERTIFICATES;
    }
  }
}
