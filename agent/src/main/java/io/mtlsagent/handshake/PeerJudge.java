package io.mtlsagent.handshake;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.PeerPresence;
import io.mtlsagent.revocation.Waiting;
import io.mtlsagent.trust.ExpectedName;
import io.mtlsagent.trust.FoundPath;
import io.mtlsagent.trust.JudgedPath;
import io.mtlsagent.trust.Occasion;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Comes to a judgement on a peer by an endpoint's rules. It never throws: an error is a refusal.
 */
final class PeerJudge {

  private PeerJudge() {}

  /** Judges a peer that is not connected, as one that has just sent its chain. */
  static Judgement judge(Endpoint endpoint, Transport transport, List<X509Certificate> chain) {
    return judge(endpoint, transport, chain, new PeerPresence());
  }

  /** Judges a peer that has just sent its chain; may wait for revocation data while it is there. */
  static Judgement judge(
      Endpoint endpoint, Transport transport, List<X509Certificate> chain, PeerPresence presence) {
    Occasion occasion = Occasion.of(Waiting.ALLOWED).whileThere(presence);
    return judge(endpoint, transport, chain, occasion, new FoundPath());
  }

  /** Judges the peer of a resumed session, by what is in memory. */
  static Judgement judgeResumed(
      Endpoint endpoint, Transport transport, List<X509Certificate> chain) {
    return judge(endpoint, transport, chain, Occasion.of(Waiting.FORBIDDEN), new FoundPath());
  }

  /** Judges the peer of an open connection again, by the rules and the data of now. */
  static Judgement judgeAgain(Endpoint endpoint, Transport transport, Judgement before) {
    Occasion occasion = Occasion.of(Waiting.AFTERWARDS);
    return judge(endpoint, transport, before.chain(), occasion, before.found());
  }

  private static Judgement judge(
      Endpoint endpoint,
      Transport transport,
      List<X509Certificate> chain,
      Occasion occasion,
      FoundPath found) {
    Judgement judgement = judgeAlone(endpoint, transport, chain, occasion, found);
    for (Endpoint other : endpoint.others()) {
      if (judgement.isAccepted()) {
        judgement = judgeAlone(other, transport, chain, occasion, new FoundPath());
      }
    }
    return judgement;
  }

  private static Judgement judgeAlone(
      Endpoint endpoint,
      Transport transport,
      List<X509Certificate> chain,
      Occasion occasion,
      FoundPath found) {
    try {
      Role role = transport.role();
      ExpectedName name = expectedName(endpoint, transport, role);
      Occasion own = occasion.onPath(found);
      if (role == Role.CLIENT && occasion.waiting() == Waiting.ALLOWED) {
        own = own.with(transport.staples());
      }
      Admission admission = new Admission(endpoint, role);
      JudgedPath judged = endpoint.verifier().judge(chain, role, name, admission, own);
      boolean accepted = judged.verdict().isAccepted();
      return Judgement.of(chain, judged, accepted ? admission.user() : null, found);
    } catch (Throwable failure) {
      return Judgement.failed(chain, internalError(failure), found);
    }
  }

  private static ExpectedName expectedName(Endpoint endpoint, Transport transport, Role role) {
    boolean checks =
        role == Role.CLIENT && (endpoint.verifiesHostNames() || transport.identifiesEndpoint());
    return checks ? TargetName.of(transport) : ExpectedName.notChecked();
  }

  private static Verdict internalError(Throwable failure) {
    return Verdict.rejected(
        Rejection.of(
            RejectionCode.INTERNAL_ERROR,
            "the agent could not come to a verdict and refuses: " + failure),
        RevocationFinding.off());
  }
}
