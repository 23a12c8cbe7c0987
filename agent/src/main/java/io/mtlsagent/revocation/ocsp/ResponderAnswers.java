package io.mtlsagent.revocation.ocsp;

import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.revocation.fetch.HttpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What each responder of one certificate has said last. That it is revoked counts from any, until
 * the same one takes it back; then that it is good; that it is unknown only where no responder says
 * more. Written by one thread at a time, read by any.
 */
final class ResponderAnswers {

  /** In place of the number of a responder. */
  static final int NONE = -1;

  private final List<HttpAddress> responders;
  private final AtomicReferenceArray<@Nullable OcspAnswer> answers;
  private final Duration grace;

  /**
   * @param grace how long past its nextUpdate an answer still counts
   */
  ResponderAnswers(List<HttpAddress> responders, Duration grace) {
    this.responders = responders;
    this.answers = new AtomicReferenceArray<>(responders.size());
    this.grace = grace;
  }

  int count() {
    return responders.size();
  }

  HttpAddress responder(int number) {
    return responders.get(number);
  }

  @Nullable OcspAnswer of(int number) {
    return number == NONE ? null : answers.get(number);
  }

  void put(int number, OcspAnswer answer) {
    answers.set(number, answer);
  }

  /** The number of the responder whose answer counts; {@link #NONE} where there is no answer. */
  int best(Instant now) {
    int best = NONE;
    int weight = -1;
    for (int i = 0; i < answers.length(); i++) {
      OcspAnswer answer = answers.get(i);
      int other = answer == null ? -1 : weight(answer, now);
      if (other > weight) {
        best = i;
        weight = other;
      }
    }
    return best;
  }

  private int weight(OcspAnswer answer, Instant now) {
    if (answer.status() == RevocationStatus.REVOKED) {
      return 4;
    }
    if (!answer.isUsable(now, grace)) {
      return 0;
    }
    if (answer.status() != RevocationStatus.GOOD) {
      return 1;
    }
    return answer.freshUntil().isBefore(now) ? 2 : 3;
  }

  /** Whether this responder has said that the certificate is revoked, and nothing else since. */
  boolean isRevokedBy(int number) {
    OcspAnswer answer = answers.get(number);
    return answer != null && answer.status() == RevocationStatus.REVOKED;
  }
}
