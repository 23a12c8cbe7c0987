package io.mtlsagent.trust;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.Patience;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.revocation.Waiting;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a peer may be believed: anchors, revocation and a clock in, a verdict out. Has no
 * files and no statics; a reload of the anchors makes a new one, with an empty memory. Safe for use
 * by several threads.
 */
public final class PeerVerifier {

  private static final int REMEMBERED_PATHS = 1024;
  private static final int MAX_ALTERNATIVES = 16;

  private final Anchors anchors;
  private final TrustRequirements requirements;
  private final Clock clock;
  private final PkixPaths pkix;
  private final PathJudgement judgement;
  private final PathCache cache = new PathCache(REMEMBERED_PATHS);

  /** A verifier with the default requirements. */
  public PeerVerifier(List<X509Certificate> anchors, RevocationCheck revocation, Clock clock) {
    this(anchors, revocation, clock, TrustRequirements.defaults());
  }

  public PeerVerifier(
      List<X509Certificate> anchors,
      RevocationCheck revocation,
      Clock clock,
      TrustRequirements requirements) {
    this.anchors = new Anchors(anchors);
    this.requirements = requirements;
    this.clock = Objects.requireNonNull(clock, "clock");
    this.pkix = new PkixPaths(requirements.limits().pathLength());
    this.judgement = new PathJudgement(revocation, requirements.rules());
  }

  /** The anchors, as a server names them to its clients. */
  public X509Certificate[] acceptedIssuers() {
    return anchors.all().toArray(new X509Certificate[0]);
  }

  /** Whether a judgement may have to wait for revocation data from the network. */
  public boolean mayWait() {
    return judgement.mayWait();
  }

  /**
   * Judges a peer as in a full handshake, which may wait for revocation data from the network.
   *
   * @param chain what the peer sent, its own certificate first; empty or null if nothing
   * @param ourRole the part that this JVM plays
   */
  public Verdict verify(@Nullable List<X509Certificate> chain, Role ourRole, ExpectedName name) {
    return judge(chain, ourRole, name, PeerDemand.NOTHING, Occasion.of(Waiting.ALLOWED)).verdict();
  }

  /**
   * Judges a peer. Never throws: whatever goes wrong is a rejection.
   *
   * @param chain what the peer sent, its own certificate first; empty or null if nothing
   * @param ourRole the part that this JVM plays
   * @param demand what else the peer must fulfil
   */
  public JudgedPath judge(
      @Nullable List<X509Certificate> chain,
      Role ourRole,
      ExpectedName name,
      PeerDemand demand,
      Occasion occasion) {
    try {
      if (chain == null || chain.isEmpty()) {
        return rejected(RejectionCode.NO_CERTIFICATE, "the peer sent no certificate; give it one.");
      }
      Expectation expected = new Expectation(name, demand);
      return new Examination(
              new ArrayList<>(chain), ourRole.peer(), expected, clock.instant(), occasion)
          .verdict();
    } catch (Throwable e) {
      // Fail closed on everything, errors of the JVM included.
      return rejected(
          RejectionCode.INTERNAL_ERROR, "the check of the peer's certificate failed: " + e + ".");
    }
  }

  /** What is known now about the revocation of each certificate of a path below its anchor. */
  public List<RevocationFinding> revocationOf(JudgedPath path) {
    return judgement.findings(path.certificates(), clock.instant());
  }

  private static JudgedPath rejected(RejectionCode code, String reason) {
    return new JudgedPath(
        Verdict.rejected(
            Rejection.of(code, reason),
            RevocationFinding.of(RevocationStatus.UNKNOWN, "revocation was not looked at")),
        null);
  }

  /** One peer at one moment. */
  private final class Examination {

    private final List<X509Certificate> chain;
    private final Role peer;
    private final Expectation expected;
    private final Instant now;
    private final Occasion occasion;
    private final Patience patience;
    private PathJudgement.@Nullable Outcome best;

    Examination(
        List<X509Certificate> chain,
        Role peer,
        Expectation expected,
        Instant now,
        Occasion occasion) {
      this.chain = chain;
      this.peer = peer;
      this.expected = expected;
      this.now = now;
      this.occasion = occasion;
      this.patience = occasion.bound(judgement.patience(occasion.waiting()));
    }

    JudgedPath verdict() throws Exception {
      CertificatePath before = occasion.found().by(PeerVerifier.this);
      if (before != null && (accepts(before, null) || isFaultOfLeaf())) {
        return result();
      }
      PathCache.Key key = new PathCache.Key(chain, peer);
      CertificatePath known = cache.find(key);
      if (known != null && (accepts(known, null) || isFaultOfLeaf())) {
        occasion.found().keep(PeerVerifier.this, known);
        return result();
      }
      CertificatePath path = search();
      if (path == null) {
        diagnose();
      } else {
        occasion.found().keep(PeerVerifier.this, path);
        if (!patience.bearsIgnorance()) {
          cache.remember(key, path); // open connections must not drive out those that come
        }
      }
      return result();
    }

    /** Whether no other path to the same leaf would mend what is wrong. */
    private boolean isFaultOfLeaf() {
      Rejection rejection = best == null ? null : best.rejection();
      return rejection != null
          && (rejection.code() == RejectionCode.NAME_MISMATCH
              || rejection.code() == RejectionCode.NOT_AUTHORIZED);
    }

    private @Nullable CertificatePath search() throws Exception {
      if (!ChainSize.whyTooMuch(chain, requirements.limits()).isEmpty()) {
        return null;
      }
      return anchors.contains(chain.get(0)) ? pinned() : built();
    }

    private @Nullable CertificatePath pinned() throws Exception {
      CertificatePath path = new CertificatePath(chain.subList(0, 1));
      return accepts(path, judgement.ruleFault(path, peer)) ? path : null;
    }

    /** Tries every path that the JDK finds valid, until our rules accept one too. */
    private @Nullable CertificatePath built() throws Exception {
      List<CertificatePath> refused = new ArrayList<>();
      CertificatePath path = pkix.build(chain, anchors.forJdk(), now, refused);
      if (path == null || settles(path)) {
        return path;
      }
      for (X509Certificate anchor : anchors.namedAsIssuers(chain)) {
        Set<TrustAnchor> single = Collections.singleton(new TrustAnchor(anchor, null));
        refused.clear();
        for (int i = 0; i < MAX_ALTERNATIVES; i++) {
          path = pkix.build(chain, single, now, refused);
          if (path == null) {
            break;
          }
          if (settles(path)) {
            return path;
          }
          refused.add(path);
        }
      }
      return null;
    }

    /** Whether a path that the JDK finds valid is accepted, or none could be. */
    private boolean settles(CertificatePath path) throws Exception {
      Rejection ruleFault = judgement.ruleFault(path, peer);
      return accepts(path, ruleFault) || (ruleFault == null && isFaultOfLeaf());
    }

    /** Judges a path; keeps the outcome that is nearest to acceptance. */
    private boolean accepts(CertificatePath path, @Nullable Rejection ruleFault) throws Exception {
      PathJudgement.Outcome outcome =
          judgement.judge(path, expected, now, ruleFault, patience, occasion.staples());
      Rejection fault = outcome.rejection();
      Rejection bestFault = best == null ? null : best.rejection();
      if (fault == null || bestFault == null || fault.code().compareTo(bestFault.code()) > 0) {
        best = outcome;
      }
      return fault == null;
    }

    /** Finds out what is wrong; never accepts. */
    private void diagnose() throws Exception {
      if (best != null) {
        return;
      }
      PathSearch search = new PathSearch(chain, anchors, requirements.limits());
      String excess = ChainSize.whyTooMuch(chain, requirements.limits());
      for (CertificatePath path : search.from(chain.get(0))) {
        Rejection fault = judgement.ruleFault(path, peer);
        if (!excess.isEmpty()) {
          fault = PathJudgement.earlier(fault, Rejection.of(RejectionCode.PATH_INVALID, excess));
        } else {
          fault = PathJudgement.earlier(fault, pkix.objection(path, now));
        }
        if (fault == null) {
          fault =
              Rejection.of(
                  RejectionCode.PATH_INVALID,
                  path.describe(0) + " leads to no path that the JDK finds valid.");
        }
        accepts(path, fault);
      }
      if (best == null) {
        best = unlinked(search, excess);
      }
    }

    private PathJudgement.Outcome unlinked(PathSearch search, String excess) {
      X509Certificate leaf = chain.get(0);
      Rejection rejection;
      if (search.isExhausted()) {
        rejection =
            Rejection.of(
                RejectionCode.PATH_INVALID,
                "no path to an anchor was found for the peer's certificate ("
                    + CertificatePath.subject(leaf)
                    + ") within limits.signature-checks="
                    + requirements.limits().signatureChecks()
                    + "; let the peer send only its own path"
                    + (excess.isEmpty() ? "." : " (" + excess + ")."));
      } else {
        rejection =
            Rejection.of(
                RejectionCode.UNTRUSTED,
                "no path of valid signatures leads from the peer's certificate ("
                    + CertificatePath.subject(leaf)
                    + "), issued by "
                    + leaf.getIssuerX500Principal().getName()
                    + ", to an anchor"
                    + (anchors.namedAsIssuers(chain).isEmpty()
                        ? ""
                        : ", though one has the name of an issuer: it has another key, or the"
                            + " signature is broken")
                    + "; add its CA to trust.certificates if it is to be trusted, and"
                    + " let the peer send its intermediate CAs.");
      }
      return new PathJudgement.Outcome(
          rejection,
          RevocationFinding.of(RevocationStatus.UNKNOWN, "revocation was not looked at"),
          null);
    }

    private JudgedPath result() {
      PathJudgement.Outcome outcome = Objects.requireNonNull(best, "outcome");
      Rejection rejection = outcome.rejection();
      return new JudgedPath(
          rejection == null
              ? Verdict.accepted(outcome.finding())
              : Verdict.rejected(rejection, outcome.finding()),
          outcome.path());
    }
  }
}
