package io.mtlsagent.revocation;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.policy.Staples;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * What the sources say about a certificate, weighed by the policy: that it is revoked counts from
 * any of them, then that it is good.
 */
public final class RevocationCheck {

  private static final RevocationCheck OFF =
      of(RevocationPolicy.OFF, Collections.<RevocationSource>emptyList());

  private final RevocationPolicy policy;
  private final List<RevocationSource> sources;
  private final Duration timeout;
  private final ShortLived shortLived;

  private RevocationCheck(
      RevocationPolicy policy,
      List<RevocationSource> sources,
      Duration timeout,
      ShortLived shortLived) {
    this.policy = Objects.requireNonNull(policy, "policy");
    this.sources = sources;
    this.timeout = timeout;
    this.shortLived = shortLived;
  }

  /** A check that looks at nothing. */
  public static RevocationCheck off() {
    return OFF;
  }

  /** A check that does not wait for the network, and demands a status of all certificates. */
  public static RevocationCheck of(RevocationPolicy policy, List<RevocationSource> sources) {
    return new RevocationCheck(
        policy, new ArrayList<>(sources), Duration.ZERO, ShortLived.upTo(Duration.ZERO));
  }

  /** A check with one source. */
  public static RevocationCheck of(RevocationPolicy policy, RevocationSource source) {
    return of(policy, Collections.singletonList(source));
  }

  /** The same check, where a handshake waits for the network up to a time. */
  public RevocationCheck waitingUpTo(Duration longest) {
    return new RevocationCheck(policy, sources, longest, shortLived);
  }

  /** The same check, where leaf certificates with a lifetime up to this need no status. */
  public RevocationCheck sparingLifetimesUpTo(Duration lifetime) {
    return new RevocationCheck(policy, sources, timeout, ShortLived.upTo(lifetime));
  }

  public RevocationPolicy policy() {
    return policy;
  }

  /** Whether a handshake may have to wait for the network. */
  public boolean mayWait() {
    return policy != RevocationPolicy.OFF && !timeout.isZero();
  }

  /** How long one handshake waits for the network; runs from now on. */
  public Patience patience(Waiting waiting) {
    switch (waiting) {
      case ALLOWED:
        return Patience.of(timeout);
      case AFTERWARDS:
        return Patience.afterwards();
      default:
        return Patience.none();
    }
  }

  /**
   * Has the status of a certificate fetched, so that several can be fetched at the same time; does
   * not wait.
   *
   * @return what {@link #find} may have to wait for
   */
  public List<PendingAnswer> request(
      X509Certificate certificate, X509Certificate issuer, Instant now) {
    return policy == RevocationPolicy.OFF
            || (shortLived.includes(certificate) && !isRevoked(certificate, issuer, now))
        ? Collections.<PendingAnswer>emptyList()
        : pendingOf(certificate, issuer, now);
  }

  /**
   * Takes what the peer has stapled.
   *
   * @param issuer the certificate of the issuer, on a path whose signatures lead to an anchor
   * @return whether a staple says now that the certificate is good
   */
  public boolean offer(
      Staples staples, X509Certificate certificate, X509Certificate issuer, Instant now) {
    boolean good = false;
    if (policy != RevocationPolicy.OFF && !staples.responses().isEmpty()) {
      for (int i = 0; i < sources.size(); i++) {
        RevocationSource source = sources.get(i);
        good |=
            source instanceof StapleSource
                && ((StapleSource) source).offer(staples, certificate, issuer, now);
      }
    }
    return good;
  }

  /** Whether a certificate may demand that an answer about it is stapled (RFC 7633). */
  public boolean honoursMustStaple() {
    return policy == RevocationPolicy.STRICT || policy == RevocationPolicy.ADVERTISED;
  }

  /** A certificate on hold may be released: the revoked are asked for in any case. */
  private boolean isRevoked(X509Certificate certificate, X509Certificate issuer, Instant now) {
    return inMemory(certificate, issuer, now).status() == RevocationStatus.REVOKED;
  }

  /** The status by what is in memory. */
  public RevocationFinding find(X509Certificate certificate, X509Certificate issuer, Instant now) {
    return find(certificate, issuer, now, Patience.none());
  }

  /** Requests the status of one certificate and finds it. */
  public RevocationFinding find(
      X509Certificate certificate, X509Certificate issuer, Instant now, Patience patience) {
    return find(certificate, issuer, now, request(certificate, issuer, now), patience);
  }

  /**
   * The status of a certificate as the audit log states it; {@link #refuses} says what follows.
   *
   * @param issuer the certificate of the issuer, on a path whose signatures lead to an anchor
   * @param pending what {@link #request} has said
   */
  public RevocationFinding find(
      X509Certificate certificate,
      X509Certificate issuer,
      Instant now,
      List<PendingAnswer> pending,
      Patience patience) {
    if (policy == RevocationPolicy.OFF) {
      return RevocationFinding.off();
    }
    RevocationFinding best = inMemory(certificate, issuer, now);
    boolean revoked = best.status() == RevocationStatus.REVOKED;
    if (!revoked && shortLived.includes(certificate)) {
      return shortLived.finding();
    }
    if (!isUsable(best) && await(pending, patience)) {
      best = inMemory(certificate, issuer, now);
    }
    if (!pending.isEmpty()
        && isUsable(best)
        && await(supplements(certificate, issuer, now), patience)) {
      best = inMemory(certificate, issuer, now);
    }
    return best.status() == RevocationStatus.NOT_AVAILABLE ? weighed(certificate, best) : best;
  }

  private RevocationFinding inMemory(
      X509Certificate certificate, X509Certificate issuer, Instant now) {
    RevocationFinding best = null;
    for (int i = 0; i < sources.size(); i++) {
      RevocationFinding finding = sources.get(i).find(certificate, issuer, now);
      if (best == null || weight(finding) > weight(best)) {
        best = finding;
      }
    }
    return best == null
        ? RevocationFinding.of(
            RevocationStatus.NOT_AVAILABLE, "no source of revocation is configured")
        : best;
  }

  private static int weight(RevocationFinding finding) {
    switch (finding.status()) {
      case REVOKED:
        return 4;
      case GOOD:
        return 3;
      case STALE:
        return 2;
      case UNKNOWN:
        return 1;
      default:
        return 0;
    }
  }

  private List<PendingAnswer> pendingOf(
      X509Certificate certificate, X509Certificate issuer, Instant now) {
    List<PendingAnswer> pending = Collections.emptyList();
    for (int i = 0; i < sources.size(); i++) {
      RevocationSource source = sources.get(i);
      if (source instanceof RemoteSource) {
        pending = joined(pending, ((RemoteSource) source).request(certificate, issuer, now));
      }
    }
    return pending;
  }

  private List<PendingAnswer> supplements(
      X509Certificate certificate, X509Certificate issuer, Instant now) {
    List<PendingAnswer> pending = Collections.emptyList();
    for (int i = 0; i < sources.size(); i++) {
      RevocationSource source = sources.get(i);
      if (source instanceof RemoteSource) {
        pending = joined(pending, ((RemoteSource) source).supplements(certificate, issuer, now));
      }
    }
    return pending;
  }

  private static List<PendingAnswer> joined(List<PendingAnswer> some, List<PendingAnswer> more) {
    if (some.isEmpty() || more.isEmpty()) {
      return some.isEmpty() ? more : some;
    }
    List<PendingAnswer> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /**
   * Whether it is an answer: then what others may say is not waited for, and counts when it is
   * there.
   */
  private static boolean isUsable(RevocationFinding finding) {
    return finding.status() == RevocationStatus.GOOD
        || finding.status() == RevocationStatus.STALE
        || finding.status() == RevocationStatus.REVOKED;
  }

  /** Whether anything was waited for. */
  private static boolean await(List<PendingAnswer> pending, Patience patience) {
    boolean waited = false;
    try {
      for (PendingAnswer answer : pending) {
        waited = true;
        answer.await(patience);
      }
    } catch (InterruptedException e) {
      // The application wants its thread back: what is known by now has to do.
      Thread.currentThread().interrupt();
    }
    return waited;
  }

  private RevocationFinding weighed(X509Certificate certificate, RevocationFinding nothing) {
    String detail = nothing.detail() + shortLived.remark(certificate);
    if (policy == RevocationPolicy.STRICT) {
      return RevocationFinding.of(RevocationStatus.UNKNOWN, detail);
    }
    if (policy == RevocationPolicy.ADVERTISED && DistributionPoints.advertisesStatus(certificate)) {
      return RevocationFinding.of(
          RevocationStatus.UNKNOWN,
          detail + ", though the certificate says where to get its status");
    }
    return RevocationFinding.of(RevocationStatus.NOT_AVAILABLE, detail);
  }

  /** Whether a certificate with this finding must not be accepted. */
  public boolean refuses(RevocationFinding finding) {
    switch (finding.status()) {
      case REVOKED:
        return policy != RevocationPolicy.OFF;
      case UNKNOWN:
        return policy == RevocationPolicy.STRICT || policy == RevocationPolicy.ADVERTISED;
      default:
        return false;
    }
  }
}
