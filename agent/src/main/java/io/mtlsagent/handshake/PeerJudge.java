package io.mtlsagent.handshake;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.Waiting;
import io.mtlsagent.trust.ExpectedName;
import io.mtlsagent.trust.JudgedPath;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Comes to a judgement on a peer by an endpoint's rules. It never throws: an error is a refusal.
 */
final class PeerJudge {

  private PeerJudge() {}

  /**
   * Judges a peer.
   *
   * @param waiting whether this thread may wait for revocation data from the network
   */
  static Judgement judge(
      Endpoint endpoint, Transport transport, List<X509Certificate> chain, Waiting waiting) {
    Judgement judgement = judgeAlone(endpoint, transport, chain, waiting);
    for (Endpoint other : endpoint.others()) {
      if (judgement.isAccepted()) {
        judgement = judgeAlone(other, transport, chain, waiting);
      }
    }
    return judgement;
  }

  private static Judgement judgeAlone(
      Endpoint endpoint, Transport transport, List<X509Certificate> chain, Waiting waiting) {
    try {
      Role role = transport.role();
      Admission admission = new Admission(endpoint, role);
      JudgedPath judged =
          endpoint
              .verifier()
              .judge(chain, role, expectedName(endpoint, transport, role), admission, waiting);
      boolean accepted = judged.verdict().isAccepted();
      return Judgement.of(chain, judged, accepted ? admission.user() : null);
    } catch (Throwable failure) {
      return Judgement.failed(chain, internalError(failure));
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
