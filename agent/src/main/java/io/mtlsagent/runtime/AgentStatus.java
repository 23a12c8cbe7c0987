package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditCounters;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.handshake.PeerStatistics;
import io.mtlsagent.revocation.SourceStatus;
import io.mtlsagent.runtime.listening.Listeners;
import io.mtlsagent.weaving.Coverage;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the agent knows of itself at one moment. */
final class AgentStatus {

  private final Generation generation;
  private final String lastProblem;
  private final boolean modeSet;
  private final PeerStatistics peers;
  private final Coverage coverage;
  private final Listeners listeners;
  private final EarlierConnections earlier;
  private final long met;
  private final AuditCounters audit;
  private final String auditDestination;

  AgentStatus(
      Generation generation,
      String lastProblem,
      boolean modeSet,
      PeerStatistics peers,
      Coverage coverage,
      Listeners listeners,
      EarlierConnections earlier,
      long met,
      AuditLog audit) {
    this.generation = generation;
    this.lastProblem = lastProblem;
    this.modeSet = modeSet;
    this.peers = peers;
    this.coverage = coverage;
    this.listeners = listeners;
    this.earlier = earlier;
    this.met = met;
    this.audit = audit.counters();
    this.auditDestination = audit.destination();
  }

  /** What is in force. */
  Generation generation() {
    return generation;
  }

  /** Why what is on disk is not in force; empty where it is. */
  String lastProblem() {
    return lastProblem;
  }

  /** Whether the mode of the top level was set by command or JMX. */
  boolean isModeSet() {
    return modeSet;
  }

  PeerStatistics peers() {
    return peers;
  }

  /** The TLS stacks seen up to now. */
  Coverage coverage() {
    return coverage;
  }

  /** What this process listens on. */
  Listeners listeners() {
    return listeners;
  }

  /** What is known of connections from before an attach; empty where there is nothing to tell. */
  String earlier() {
    return earlier.describe(met);
  }

  AuditCounters audit() {
    return audit;
  }

  String auditDestination() {
    return auditDestination;
  }

  /** Every list and every responder, each once. */
  List<SourceStatus> revocation() {
    List<SourceStatus> sources = new ArrayList<>();
    for (RevocationData data : generation.revocation()) {
      sources.addAll(data.remote().status());
    }
    return sources;
  }

  /** When the first certificate of a peer that was let in ends; null where there was none. */
  @Nullable Instant earliestEndOfPeers() {
    Instant earliest = null;
    for (X509Certificate certificate : peers.certificates()) {
      Instant end = certificate.getNotAfter().toInstant();
      if (earliest == null || end.isBefore(earliest)) {
        earliest = end;
      }
    }
    return earliest;
  }
}
