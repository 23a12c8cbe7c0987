package io.mtlsagent.revocation.ocsp;

import io.mtlsagent.revocation.SourceStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sums up what is known from one responder. */
final class ResponderStatus {

  private final String name;
  private long answers;
  private @Nullable Instant newest;
  private @Nullable Instant earliestEnd;
  private String lastError = "";
  private long bytes;
  private long hits;

  ResponderStatus(String name) {
    this.name = name;
  }

  void add(OcspSubscription subscription, Instant now) {
    OcspAnswer answer = subscription.answer(now);
    if (answer != null) {
      answers++;
      Instant from = newest;
      Instant to = earliestEnd;
      newest = from == null || answer.thisUpdate().isAfter(from) ? answer.thisUpdate() : from;
      earliestEnd = to == null || answer.freshUntil().isBefore(to) ? answer.freshUntil() : to;
    }
    if (!subscription.lastError().isEmpty()) {
      lastError = subscription.lastError();
    }
    bytes += subscription.bytes();
    hits += subscription.hits();
  }

  SourceStatus status() {
    return new SourceStatus(
        OcspAnswer.SOURCE, name, answers, newest, earliestEnd, lastError, bytes, hits);
  }
}
