package io.mtlsagent.revocation.fetch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One server: how many requests it gets at a time, and how long it is left alone after it has
 * failed. So a responder that hangs takes neither all threads nor the patience of every handshake.
 */
final class FetchHost {

  private static final int MAX_AT_A_TIME = 3;
  private static final int MAX_WAITING = 10_000;
  private static final int FAILURES_BEFORE_REST = 2;
  private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(30);

  private final Deque<Subscription> waiting = new ArrayDeque<>();
  private int busy;
  private int failures;
  private long restEndNanos;

  /** Whether the work may begin now; it waits for {@link #next} otherwise. */
  synchronized boolean begin(Subscription work) throws FetchException {
    if (busy < maxAtATime()) {
      busy++;
      return true;
    }
    if (waiting.size() >= MAX_WAITING) {
      throw FetchException.unusable("too many requests wait for the server");
    }
    waiting.add(work);
    return false;
  }

  /** While it fails, one request at a time is enough to see whether it does so still. */
  private int maxAtATime() {
    return isFailing() ? 1 : MAX_AT_A_TIME;
  }

  /** Some work has ended; returns what is to begin in its place. */
  synchronized @Nullable Subscription next() {
    Subscription next = busy > maxAtATime() ? null : waiting.poll();
    if (next == null) {
      busy--;
    }
    return next;
  }

  /** There is no thread to be had: nothing waits any more, and the work that began has not. */
  synchronized void forget() {
    waiting.clear();
    busy--;
  }

  synchronized void succeeded() {
    failures = 0;
    restEndNanos = System.nanoTime();
  }

  synchronized void failed() {
    failures++;
    if (failures >= FAILURES_BEFORE_REST) {
      int doublings = Math.min(failures - FAILURES_BEFORE_REST, 5);
      long rest = Math.min(LONGEST_REST, TimeUnit.SECONDS.toNanos(1) << doublings);
      restEndNanos = System.nanoTime() + rest + ThreadLocalRandom.current().nextLong(rest / 4);
    }
  }

  /** Whether it has failed the last time. */
  synchronized boolean isFailing() {
    return failures > 0;
  }

  synchronized boolean isResting() {
    return failures >= FAILURES_BEFORE_REST && System.nanoTime() - restEndNanos < 0;
  }
}
