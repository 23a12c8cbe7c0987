package io.mtlsagent.revocation.fetch;

import io.mtlsagent.revocation.Patience;
import io.mtlsagent.revocation.PendingAnswer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is fetched, and fetched again before it runs out, as long as somebody asks for it:
 * with at most one request at a time, at moments that differ from one to the other, and at longer
 * intervals while it fails. What was fetched last is kept until it has run out.
 */
public abstract class Subscription {

  private static final long INTEREST = TimeUnit.HOURS.toNanos(12);
  private static final long LONGEST_INTERVAL = TimeUnit.HOURS.toNanos(1);
  private static final long SHORTEST_INTERVAL = TimeUnit.MINUTES.toNanos(1);
  private static final long FIRST_RETRY = TimeUnit.SECONDS.toNanos(1);
  private static final long LONGEST_FETCH = TimeUnit.MINUTES.toNanos(10);
  private static final int MAX_DOUBLINGS = 6;
  private static final Duration FORESIGHT = Duration.ofDays(365);

  private final Fetches fetches;
  private final FetchHost host;
  private @Nullable Attempt running;
  private int failures;
  private long retryNanos;
  private long askedNanos = System.nanoTime();
  private boolean hasEnded;
  private boolean staleTold;
  private boolean closed;

  /** Number of the one planned fetch that counts; zero for none. */
  private long planned;

  private long plans;
  private String lastError = "";
  private long hits;
  private long bytes;

  /**
   * @param address of the server that is asked first
   */
  protected Subscription(Fetches fetches, HttpAddress address) {
    this.fetches = fetches;
    this.host = fetches.host(address);
  }

  /** Whether what is in memory answers the question. */
  protected abstract boolean isUsable(Instant now);

  /** Until when what is in memory answers the question without grace; null for nothing. */
  protected abstract @Nullable Instant freshUntil();

  /**
   * Fetches, on a thread of the agent, and takes over what came.
   *
   * @throws IOException if nothing usable came; what was in memory stays
   */
  protected abstract void fetch(HttpClient client) throws IOException;

  /** What events and messages call it. */
  protected abstract String name();

  /**
   * Somebody asks: sees to it that there will be an answer.
   *
   * @return what to wait for; null where there is nothing to wait for
   */
  public final synchronized @Nullable PendingAnswer ask(Instant now) {
    askedNanos = System.nanoTime();
    boolean usable = isUsable(now);
    if (usable) {
      hits++;
    }
    if (running != null && askedNanos - running.beginNanos > LONGEST_FETCH) {
      running = null; // it was forgotten for want of threads
    }
    if (running == null && (!usable || planned == 0)) {
      boolean mayTry = failures == 0 || askedNanos - retryNanos >= 0;
      if (!mayTry || host.isResting()) {
        return null;
      }
      start();
    }
    return usable ? null : running;
  }

  /** As {@link #ask}, but once a fetch has ended, well or badly, nothing is waited for again. */
  final synchronized @Nullable PendingAnswer askOnce(Instant now) {
    PendingAnswer pending = ask(now);
    return hasEnded ? null : pending;
  }

  /** It is not fetched any more. */
  public final synchronized void close() {
    closed = true;
  }

  /** It is time to fetch again. */
  final synchronized void due(long plan) {
    if (plan != planned) {
      return;
    }
    planned = 0;
    boolean wanted = !closed && System.nanoTime() - askedNanos < INTEREST;
    if (wanted && running == null) {
      if (host.isResting()) {
        plan(retryDelay());
      } else {
        start();
      }
    }
  }

  /** Puts the next fetch in the place of one that was planned before. */
  private void plan(long delayNanos) {
    planned = ++plans;
    try {
      fetches.later(this, planned, delayNanos);
    } catch (RuntimeException | OutOfMemoryError e) {
      planned = 0; // whoever asks next begins anew
    }
  }

  private void start() {
    Attempt attempt = new Attempt();
    running = attempt;
    try {
      fetches.run(this, host);
    } catch (FetchException | RuntimeException | OutOfMemoryError e) {
      lastError = String.valueOf(e.getMessage());
      failures++;
      retryNanos = System.nanoTime() + retryDelay();
      running = null;
      attempt.done.countDown();
    }
  }

  /** Runs on a thread of the agent; never throws. */
  final void attempt() {
    String problem = "";
    boolean hostFailed = false;
    try {
      fetch(fetches.client());
    } catch (FetchException e) {
      problem = String.valueOf(e.getMessage());
      hostFailed = e.isHostsFault();
    } catch (IOException | RuntimeException | StackOverflowError | OutOfMemoryError e) {
      problem = e.toString();
    }
    if (hostFailed) {
      host.failed();
    } else {
      host.succeeded();
    }
    boolean tellStale = end(problem);
    if (tellStale) {
      fetches.events().stale(name(), problem);
    }
  }

  /** Whether it is to be told that what is in memory has run out. */
  private synchronized boolean end(String problem) {
    lastError = problem;
    long delay;
    if (problem.isEmpty()) {
      failures = 0;
      staleTold = false;
      delay = refreshDelay();
    } else {
      failures++;
      delay = retryDelay();
      retryNanos = System.nanoTime() + delay;
    }
    boolean isStale = !problem.isEmpty() && !isFresh();
    boolean tell = isStale && !staleTold;
    staleTold |= isStale;
    hasEnded = true;
    Attempt ended = running;
    running = null;
    plan(delay);
    if (ended != null) {
      ended.done.countDown();
    }
    return tell;
  }

  private boolean isFresh() {
    Instant until = freshUntil();
    return until != null && !until.isBefore(fetches.clock().instant());
  }

  /** Somewhere between half and three quarters of the time that is left, but within the hour. */
  private long refreshDelay() {
    Instant until = freshUntil();
    long left = until == null ? 0 : nanosUntil(until);
    if (left <= 0) {
      return SHORTEST_INTERVAL / 2 + random(SHORTEST_INTERVAL / 2);
    }
    long delay =
        Math.min(left / 2 + random(left / 4), LONGEST_INTERVAL - random(LONGEST_INTERVAL / 4));
    return left > 2 * SHORTEST_INTERVAL ? Math.max(delay, SHORTEST_INTERVAL) : delay;
  }

  private long nanosUntil(Instant until) {
    Duration left = Duration.between(fetches.clock().instant(), until);
    return left.compareTo(FORESIGHT) > 0 ? FORESIGHT.toNanos() : left.toNanos();
  }

  private long retryDelay() {
    long delay = FIRST_RETRY << Math.min(Math.max(0, failures - 1), MAX_DOUBLINGS);
    return delay + random(delay / 4);
  }

  private static long random(long bound) {
    return ThreadLocalRandom.current().nextLong(Math.max(1, bound));
  }

  protected final synchronized void received(long count) {
    bytes += count;
  }

  protected final Fetches fetches() {
    return fetches;
  }

  /** Why the last fetch has failed; empty where it has not. */
  public final synchronized String lastError() {
    return lastError;
  }

  public final synchronized long hits() {
    return hits;
  }

  public final synchronized long bytes() {
    return bytes;
  }

  /** One fetch that is under way. */
  private static final class Attempt implements PendingAnswer {

    private static final long LOOK_UP = TimeUnit.MILLISECONDS.toNanos(20);

    private final CountDownLatch done = new CountDownLatch(1);
    private final long beginNanos = System.nanoTime();

    @Override
    public void await(Patience patience) throws InterruptedException {
      long left = patience.leftFor(beginNanos);
      while (left > 0 && !done.await(Math.min(left, LOOK_UP), TimeUnit.NANOSECONDS)) {
        left = patience.leftFor(beginNanos); // nothing, if the peer has left meanwhile
      }
    }
  }
}
