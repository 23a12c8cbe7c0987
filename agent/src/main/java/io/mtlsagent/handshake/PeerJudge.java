package io.mtlsagent.handshake;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.Waiting;
import io.mtlsagent.trust.ExpectedName;
import io.mtlsagent.trust.FoundPath;
import io.mtlsagent.trust.Occasion;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Comes to a judgement on a peer by an endpoint's rules. It never throws: an error is a refusal.
 */
final class PeerJudge {

  private PeerJudge() {}

  /** Judges a peer that has just sent its chain; may wait for revocation data. */
  static Judgement judge(Endpoint endpoint, Transport transport, List<X509Certificate> chain) {
    return judge(endpoint, transport, chain, Waiting.ALLOWED, new FoundPath());
  }

  /** Judges the peer of a resumed session, by what is in memory. */
  static Judgement judgeResumed(
      Endpoint endpoint, Transport transport, List<X509Certificate> chain) {
    return judge(endpoint, transport, chain, Waiting.FORBIDDEN, new FoundPath());
  }

  /** Judges the peer of an open connection again, by the rules and the data of now. */
  static Judgement judgeAgain(Endpoint endpoint, Transport transport, Judgement before) {
    return judge(endpoint, transport, before.chain(), Waiting.AFTERWARDS, before.path());
  }

  private static Judgement judge(
      Endpoint endpoint,
      Transport transport,
      List<X509Certificate> chain,
      Waiting waiting,
      FoundPath path) {
    try {
      Role role = transport.role();
      ExpectedName name = expectedName(endpoint, transport, role);
      Occasion occasion = Occasion.of(waiting).onPath(path);
      if (role == Role.CLIENT && waiting == Waiting.ALLOWED) {
        occasion = occasion.with(transport.staples());
      }
      Verdict verdict = endpoint.verifier().verify(chain, role, name, occasion);
      if (role == Role.CLIENT || !verdict.isAccepted()) {
        return new Judgement(chain, verdict, null, path);
      }
      return withUser(endpoint, chain, verdict, path);
    } catch (Throwable failure) {
      return new Judgement(chain, internalError(failure), null, path);
    }
  }

  private static ExpectedName expectedName(Endpoint endpoint, Transport transport, Role role) {
    boolean checks =
        role == Role.CLIENT && (endpoint.verifiesHostNames() || transport.identifiesEndpoint());
    return checks ? TargetName.of(transport) : ExpectedName.notChecked();
  }

  private static Judgement withUser(
      Endpoint endpoint, List<X509Certificate> chain, Verdict verdict, FoundPath path) {
    @Nullable String user = endpoint.userRules().userOf(chain.get(0)).orElse(null);
    if (user == null && endpoint.requiresUser()) {
      Rejection rejection =
          Rejection.of(
              RejectionCode.NOT_AUTHORIZED,
              "no rule of user.rules makes a user name of "
                  + chain.get(0).getSubjectX500Principal()
                  + ", and user.required=true demands one");
      return new Judgement(chain, Verdict.rejected(rejection, verdict.revocation()), null, path);
    }
    return new Judgement(chain, verdict, user, path);
  }

  private static Verdict internalError(Throwable failure) {
    return Verdict.rejected(
        Rejection.of(
            RejectionCode.INTERNAL_ERROR,
            "the agent could not come to a verdict and refuses: " + failure),
        RevocationFinding.off());
  }
}
