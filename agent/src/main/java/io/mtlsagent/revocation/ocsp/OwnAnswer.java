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

  private volatile @Nullable Staple good;

  OwnAnswer(
      Fetches fetches,
      OcspQuestion question,
      List<HttpAddress> addresses,
      AnswerCache cache,
      OcspVerification verification) {
    super(fetches, question, addresses, cache, verification, Duration.ZERO);
  }

  @Override
  void keep(OcspAnswer verified, byte[] response) {
    if (verified.status() == RevocationStatus.GOOD) {
      good = new Staple(verified, response);
    }
  }

  /** The response, where it says that the certificate is good and is not outdated. */
  byte @Nullable [] staple(Instant now) {
    ask(now);
    OcspAnswer counting = answer(now);
    Staple staple = good;
    if (staple == null || counting == null || counting.status() != RevocationStatus.GOOD) {
      return null;
    }
    return staple.answer.freshUntil().isAfter(now) ? staple.response : null;
  }

  /** A response that says good. */
  private static final class Staple {

    final OcspAnswer answer;
    final byte[] response;

    Staple(OcspAnswer answer, byte[] response) {
      this.answer = answer;
      this.response = response;
    }
  }
}
