package io.mtlsagent.trust;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Staples;
import io.mtlsagent.revocation.Patience;
import io.mtlsagent.revocation.PendingAnswer;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.revocation.Waiting;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Judges one path whose signatures lead to an anchor, in the order of {@link RejectionCode}: of
 * several faults, the first in that order is the one that counts.
 */
final class PathJudgement {

  private final RevocationCheck revocation;
  private final List<PathRule> rules;

  PathJudgement(RevocationCheck revocation, List<PathRule> rules) {
    this.revocation = revocation;
    this.rules = rules;
  }

  /** Whether a judgement may have to wait for the network. */
  boolean mayWait() {
    return revocation.mayWait();
  }

  /** The first fault in the order of the codes, and what was found about revocation. */
  static final class Outcome {

    private final @Nullable Rejection rejection;
    private final RevocationFinding finding;
    private final @Nullable CertificatePath path;

    Outcome(
        @Nullable Rejection rejection, RevocationFinding finding, @Nullable CertificatePath path) {
      this.rejection = rejection;
      this.finding = finding;
      this.path = path;
    }

    /** The path that was judged; null where there is none to an anchor. */
    @Nullable CertificatePath path() {
      return path;
    }

    @Nullable Rejection rejection() {
      return rejection;
    }

    RevocationFinding finding() {
      return finding;
    }
  }

  /**
   * What changes with time and target: revocation, dates, name, what else is demanded of the peer.
   *
   * @param later the first fault that was found by rules that depend on the path alone
   * @param patience how long to wait for revocation data from the network
   */
  Outcome judge(
      CertificatePath path,
      Expectation expected,
      Instant now,
      @Nullable Rejection later,
      Patience patience,
      Staples staples)
      throws Exception {
    boolean lacksStaple = lacksStaple(path, staples, now);
    List<List<PendingAnswer>> pending = request(path, now);
    RevocationFinding worst = revocationNotNeeded();
    int worstIndex = 0;
    for (int i = path.anchorIndex() - 1; i >= 0; i--) {
      X509Certificate issuer = path.get(i + 1).certificate();
      RevocationFinding finding =
          revocation.find(path.get(i).certificate(), issuer, now, pending.get(i), patience);
      if (i == path.anchorIndex() - 1 || badness(finding) >= badness(worst)) {
        worst = finding;
        worstIndex = i;
      }
    }
    Rejection unknown =
        patience.bearsIgnorance() ? null : unknown(path, worst, worstIndex, lacksStaple);
    Rejection fault = firstFault(path, expected, now, later, worst, worstIndex, unknown);
    return new Outcome(fault, worst, path);
  }

  /** What is known now of each certificate of a path below its anchor, which is the last. */
  List<RevocationFinding> findings(List<X509Certificate> path, Instant now) {
    List<RevocationFinding> findings = new ArrayList<>();
    for (int i = 0; i < path.size() - 1; i++) {
      findings.add(revocation.find(path.get(i), path.get(i + 1), now));
    }
    return findings;
  }

  /**
   * Takes what the peer has stapled; whether the peer's certificate demands it, and it is not
   * there.
   */
  private boolean lacksStaple(CertificatePath path, Staples staples, Instant now) {
    if (!staples.wereAsked()) {
      return false;
    }
    boolean leafIsGood = path.anchorIndex() == 0;
    for (int i = 0; i < path.anchorIndex(); i++) {
      X509Certificate issuer = path.get(i + 1).certificate();
      boolean good = revocation.offer(staples, path.get(i).certificate(), issuer, now);
      leafIsGood |= i == 0 && good;
    }
    return !leafIsGood
        && revocation.honoursMustStaple()
        && TlsFeature.demandsStaple(path.get(0).certificate());
  }

  /**
   * All at once, so that one that is slow does not take the time of the others; for each
   * certificate of the path what there is to wait for.
   */
  private List<List<PendingAnswer>> request(CertificatePath path, Instant now) {
    List<List<PendingAnswer>> pending = new ArrayList<>(path.anchorIndex());
    for (int i = 0; i < path.anchorIndex(); i++) {
      pending.add(
          revocation.request(path.get(i).certificate(), path.get(i + 1).certificate(), now));
    }
    return pending;
  }

  /** How long one examination of a peer waits; runs from now on. */
  Patience patience(Waiting waiting) {
    return revocation.patience(waiting);
  }

  private @Nullable Rejection firstFault(
      CertificatePath path,
      Expectation expected,
      Instant now,
      @Nullable Rejection later,
      RevocationFinding worst,
      int worstIndex,
      @Nullable Rejection unknown)
      throws Exception {
    if (worst.status() == RevocationStatus.REVOKED && revocation.refuses(worst)) {
      return Rejection.of(
          RejectionCode.REVOKED,
          path.describe(worstIndex)
              + " is revoked: "
              + worst.detail()
              + "; give the peer a new certificate.");
    }
    Rejection date = dateFault(path, now);
    if (date != null) {
      return date;
    }
    if (unknown != null) {
      return unknown;
    }
    Rejection unexpected = expected.check(path);
    return unexpected != null ? unexpected : later;
  }

  /** Why the policy refuses what is known of the status; null where it does not. */
  private @Nullable Rejection unknown(
      CertificatePath path, RevocationFinding worst, int worstIndex, boolean lacksStaple) {
    if (revocation.refuses(worst)) {
      return Rejection.of(
          RejectionCode.REVOCATION_UNKNOWN,
          path.describe(worstIndex)
              + " has no known revocation status: "
              + worst.detail()
              + "; give a current list of its issuer in revocation.crl, or relax the key"
              + " revocation.");
    }
    return lacksStaple
        ? Rejection.of(
            RejectionCode.REVOCATION_UNKNOWN,
            path.describe(0)
                + " demands (RFC 7633) that the server staples an OCSP answer, and none came that"
                + " says that it is good; switch OCSP stapling on in the server.")
        : null;
  }

  private RevocationFinding revocationNotNeeded() {
    return revocation.policy() == RevocationPolicy.OFF
        ? RevocationFinding.off()
        : RevocationFinding.of(RevocationStatus.NOT_AVAILABLE, "an anchor needs no status");
  }

  private static int badness(RevocationFinding finding) {
    switch (finding.status()) {
      case REVOKED:
        return 6;
      case UNKNOWN:
        return 5;
      case NOT_AVAILABLE:
        return 4;
      case STALE:
        return 3;
      case SHORT_LIVED:
        return 2;
      case GOOD:
        return 1;
      default:
        return 0;
    }
  }

  private static @Nullable Rejection dateFault(CertificatePath path, Instant now) {
    if (path.isInDate(now)) {
      return null; // each certificate's dates cost more to ask for than all else that is judged
    }
    for (int i = 0; i < path.size(); i++) {
      X509Certificate certificate = path.get(i).certificate();
      // notAfter has whole seconds and includes the whole of its last one (RFC 5280, 4.1.2.5).
      if (certificate.getNotAfter().getTime() / 1000 < now.getEpochSecond()) {
        return Rejection.of(
            RejectionCode.EXPIRED,
            path.describe(i)
                + " expired at "
                + certificate.getNotAfter().toInstant()
                + "; renew it.");
      }
    }
    for (int i = 0; i < path.size(); i++) {
      X509Certificate certificate = path.get(i).certificate();
      if (certificate.getNotBefore().getTime() > now.toEpochMilli()) {
        return Rejection.of(
            RejectionCode.NOT_YET_VALID,
            path.describe(i)
                + " is not valid before "
                + certificate.getNotBefore().toInstant()
                + "; compare the clocks of its issuer and of this machine.");
      }
    }
    return null;
  }

  /** The first fault, in the order of the codes, that rules about the path alone find. */
  @Nullable Rejection ruleFault(CertificatePath path, Role peer) {
    Rejection first = null;
    for (int i = 0; i < rules.size(); i++) {
      first = earlier(first, rules.get(i).check(path, peer));
    }
    return first;
  }

  /** Of two faults the one whose code comes first; of equal ones the left. */
  static @Nullable Rejection earlier(@Nullable Rejection left, @Nullable Rejection right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return right.code().compareTo(left.code()) < 0 ? right : left;
  }
}
