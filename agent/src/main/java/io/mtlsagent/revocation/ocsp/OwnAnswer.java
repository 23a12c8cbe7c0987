package io.mtlsagent.revocation.ocsp;

import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.revocation.fetch.AnswerCache;
import io.mtlsagent.revocation.fetch.Fetches;
import io.mtlsagent.revocation.fetch.HttpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the responders say about our own certificate, with the bytes, which a server staples. */
final class OwnAnswer extends OcspSubscription {

  private volatile byte @Nullable [] response;

  OwnAnswer(
      Fetches fetches,
      OcspQuestion question,
      List<HttpAddress> addresses,
      AnswerCache cache,
      OcspVerification verification) {
    super(fetches, question, addresses, cache, verification, Duration.ZERO);
  }

  @Override
  void keep(byte[] verified) {
    response = verified;
  }

  /** The response, where it says that the certificate is good and is not outdated. */
  byte @Nullable [] staple(Instant now) {
    ask(now);
    OcspAnswer answer = answer();
    boolean isGood =
        answer != null
            && answer.status() == RevocationStatus.GOOD
            && answer.freshUntil().isAfter(now);
    return isGood ? response : null;
  }
}
