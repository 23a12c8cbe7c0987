package io.mtlsagent.revocation.ocsp;

import io.mtlsagent.der.MalformedDerException;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.revocation.RevocationSource;
import io.mtlsagent.revocation.fetch.FetchException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Decides whether a response may be believed (RFC 6960, section 3.2). */
final class OcspVerification {

  private static final String OTHER = "the answer is about another certificate";

  private final ResponderAuthorization authorization;
  private final Duration grace;

  /**
   * @param lists asked whether a delegated responder is revoked
   * @param grace how long past its nextUpdate an answer still counts
   */
  OcspVerification(RevocationSource lists, Duration grace) {
    this.authorization = new ResponderAuthorization(lists);
    this.grace = grace;
  }

  /**
   * The answer of a response about a certificate.
   *
   * @param nonce that was sent; null for none. A response without one is taken: many responders
   *     sign beforehand
   * @throws FetchException if there is none that counts now
   */
  OcspAnswer verify(
      byte[] response,
      CertificateId id,
      X509Certificate issuer,
      byte @Nullable [] nonce,
      Instant now)
      throws FetchException {
    try {
      OcspResponse parsed = OcspResponse.parse(response, id);
      if (parsed.answers().isEmpty()) {
        throw FetchException.unusable(OTHER);
      }
      authorization.check(parsed, issuer, now);
      if (nonce != null && parsed.nonce() != null && !Arrays.equals(nonce, parsed.nonce())) {
        throw FetchException.unusable("the answer is for another request (its nonce differs)");
      }
      return choose(parsed, now);
    } catch (MalformedDerException e) {
      throw FetchException.unusable(
          "the answer is not a well-formed OCSP response: " + e.getMessage());
    }
  }

  private OcspAnswer choose(OcspResponse response, Instant now) throws FetchException {
    Instant latest = now.plus(OcspAnswer.SKEW);
    if (response.producedAt().isAfter(latest)) {
      throw FetchException.unusable(
          "the answer is dated in the future (producedAt " + response.producedAt() + ")");
    }
    OcspAnswer best = null;
    String problem = OTHER;
    for (OcspAnswer answer : response.answers()) {
      if (answer.thisUpdate().isAfter(latest)) {
        problem = "the answer is dated in the future (thisUpdate " + answer.thisUpdate() + ")";
      } else if (!answer.isUsable(now, grace)) {
        problem = "the answer is outdated since " + answer.freshUntil();
      } else if (best == null || isWorse(answer, best)) {
        best = answer;
      }
    }
    if (best == null) {
      throw FetchException.unusable(problem);
    }
    return best;
  }

  /** One response may hold several answers about the same certificate: the worst counts. */
  private static boolean isWorse(OcspAnswer answer, OcspAnswer best) {
    return best.status() != RevocationStatus.REVOKED
        && (answer.status() == RevocationStatus.REVOKED
            || answer.thisUpdate().isAfter(best.thisUpdate()));
  }
}
