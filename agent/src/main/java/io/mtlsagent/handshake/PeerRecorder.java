package io.mtlsagent.handshake;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditDecision;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.audit.AuditOutcome;
import io.mtlsagent.audit.AuditUnavailableException;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.Verdict;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the lines of the audit log that are about peers. */
public final class PeerRecorder {

  private final AuditLog log;
  private final PeerStatistics statistics;

  public PeerRecorder(AuditLog log, PeerStatistics statistics) {
    this.log = log;
    this.statistics = statistics;
  }

  /** A peer was judged, which took so long. */
  void judged(long nanos) {
    statistics.judged(nanos);
  }

  /**
   * The peer is let in, by our judgement or although we would refuse it.
   *
   * @throws AuditUnavailableException if the line cannot be written and is not kept
   */
  void accepted(
      Handshake handshake,
      Endpoint endpoint,
      Transport transport,
      SessionFacts session,
      Judgement judgement)
      throws AuditUnavailableException {
    log.write(
        peer(handshake, endpoint, transport, session, judgement.verdict())
            .certificate(leaf(judgement.chain()))
            .user(judgement.user())
            .build());
    Rejection ours = judgement.verdict().rejection().orElse(null);
    statistics.count(
        transport.role(),
        endpoint.name(),
        transport.stack(),
        ours == null ? AuditDecision.ACCEPTED : AuditDecision.WOULD_REJECT,
        ours == null ? null : ours.code(),
        leaf(judgement.chain()));
  }

  /** The peer is turned away, by us, by the application or because the handshake failed. */
  void rejected(
      Handshake handshake,
      Endpoint endpoint,
      Transport transport,
      SessionFacts session,
      @Nullable Judgement judgement,
      Rejection rejection) {
    RevocationFinding revocation = judgement == null ? null : judgement.verdict().revocation();
    AuditEvent.Builder event =
        peer(
                handshake,
                endpoint,
                transport,
                session,
                Verdict.rejected(
                    rejection, revocation == null ? RevocationFinding.off() : revocation))
            .action(AuditAction.PEER_REJECTED)
            .outcome(AuditOutcome.FAILURE)
            .decision(AuditDecision.REJECTED)
            .revocation(revocation)
            .certificate(judgement == null ? null : leaf(judgement.chain()));
    statistics.count(
        transport.role(),
        endpoint.name(),
        transport.stack(),
        AuditDecision.REJECTED,
        rejection.code(),
        judgement == null ? null : leaf(judgement.chain()));
    log.record(event.build());
  }

  /** A peer that we let in has sent a fatal alert. */
  void refusedByPeer(
      Endpoint endpoint, Transport transport, SessionFacts session, TlsFailure failure) {
    statistics.refusedByPeer();
    Addresses addresses = transport.addresses();
    log.record(
        AuditEvent.of(AuditAction.CONNECTION_REFUSED_BY_PEER)
            .role(transport.role())
            .mode(endpoint.mode())
            .endpoint(endpoint.name())
            .stack(transport.stack())
            .addresses(addresses.local(), addresses.remote())
            .protocol(session.protocol())
            .cipher(session.cipherSuite())
            .certificate(leaf(session.peerChain()))
            .code(failure.alertName())
            .reason(failure.description())
            .build());
  }

  /** The peer of an open connection may no longer connect. */
  void turnedAgainst(
      OpenConnection connection,
      Endpoint endpoint,
      Transport transport,
      Addresses addresses,
      Judgement judgement,
      Ending ending) {
    statistics.connectionRevoked();
    log.record(
        AuditEvent.peer(transport.role(), endpoint.mode(), judgement.verdict())
            .action(AuditAction.CONNECTION_REVOKED)
            .outcome(AuditAction.CONNECTION_REVOKED.usualOutcome())
            .endpoint(endpoint.name())
            .stack(transport.stack())
            .addresses(addresses.local(), addresses.remote())
            .protocol(connection.protocol())
            .cipher(connection.cipherSuite())
            .serverName(connection.serverName())
            .certificate(leaf(judgement.chain()))
            .user(connection.judgement().user())
            .detail("closed", ending.wireName())
            .build());
  }

  private static AuditEvent.Builder peer(
      Handshake handshake,
      Endpoint endpoint,
      Transport transport,
      SessionFacts session,
      Verdict verdict) {
    Addresses addresses = transport.addresses();
    return AuditEvent.peer(transport.role(), endpoint.mode(), verdict)
        .duration(System.nanoTime() - handshake.startNanos())
        .endpoint(endpoint.name())
        .stack(transport.stack())
        .addresses(addresses.local(), addresses.remote())
        .protocol(session.protocol())
        .cipher(session.cipherSuite())
        .resumed(session.isResumed())
        .established(handshake.isEstablished())
        .serverName(session.serverName());
  }

  private static @Nullable X509Certificate leaf(List<X509Certificate> chain) {
    return chain.isEmpty() ? null : chain.get(0);
  }
}
