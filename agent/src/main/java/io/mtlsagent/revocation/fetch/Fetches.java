package io.mtlsagent.revocation.fetch;

import io.mtlsagent.policy.DetachedThread;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The threads that fetch, all daemons, and the servers they know. They start with the first fetch,
 * which a handshake asks for, and end when idle.
 */
public final class Fetches {

  /** One for each of many servers that hang at the same time, as after a failure of a network. */
  private static final int THREADS = 24;

  private static final long IDLE_SECONDS = 60;

  private static final RevocationEvents UNHEARD =
      new RevocationEvents() {
        @Override
        public void updated(String source, String detail) {}

        @Override
        public void stale(String source, String detail) {}
      };

  private final HttpClient client;
  private final Clock clock;
  private final Map<String, FetchHost> hosts = new ConcurrentHashMap<>();
  private final AtomicInteger threadCount = new AtomicInteger();
  private @Nullable ScheduledThreadPoolExecutor threads;
  private boolean closed;
  private volatile RevocationEvents events = UNHEARD;

  public Fetches(HttpClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Who is told from now on. */
  public void report(RevocationEvents listener) {
    events = listener;
  }

  public RevocationEvents events() {
    return events;
  }

  HttpClient client() {
    return client;
  }

  public Clock clock() {
    return clock;
  }

  /** Those of some addresses that may be contacted. */
  public List<HttpAddress> allowed(List<HttpAddress> addresses) {
    List<HttpAddress> allowed = new ArrayList<>(addresses.size());
    for (HttpAddress address : addresses) {
      if (client.allows(address)) {
        allowed.add(address);
      }
    }
    return allowed;
  }

  FetchHost host(HttpAddress address) {
    return hosts.computeIfAbsent(address.server(), server -> new FetchHost());
  }

  /** Has a subscription run, as soon as its server may be asked. */
  void run(Subscription subscription, FetchHost host) throws FetchException {
    if (!host.begin(subscription)) {
      return;
    }
    try {
      threads().execute(() -> runAll(subscription, host));
    } catch (RuntimeException | OutOfMemoryError e) {
      host.forget();
      throw e;
    }
  }

  /** One request after the other, as long as there are some for the server. */
  private static void runAll(Subscription first, FetchHost host) {
    Subscription subscription = first;
    while (subscription != null) {
      subscription.attempt();
      subscription = host.next();
    }
  }

  void later(Subscription subscription, long plan, long delayNanos) {
    Future<?> unused =
        threads().schedule(() -> subscription.due(plan), delayNanos, TimeUnit.NANOSECONDS);
  }

  /** Ends the threads; from now on nothing is fetched, and what is at hand runs out. */
  public synchronized void close() {
    closed = true;
    if (threads != null) {
      threads.shutdownNow();
    }
  }

  private synchronized ScheduledThreadPoolExecutor threads() {
    ScheduledThreadPoolExecutor known = threads;
    if (closed) {
      throw new RejectedExecutionException("the configuration that asked for this was replaced");
    }
    if (known == null) {
      known =
          new ScheduledThreadPoolExecutor(
              THREADS,
              work ->
                  DetachedThread.forNetwork(
                      work, "mtls-agent-fetch-" + threadCount.incrementAndGet()));
      known.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
      known.allowCoreThreadTimeOut(true);
      threads = known;
    }
    return known;
  }
}
