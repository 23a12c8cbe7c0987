package io.mtlsagent.handshake;

import io.mtlsagent.policy.DetachedThread;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads on which open connections are ended, all daemons. An alert is sent under the lock
 * that the application's writes hold, which a peer that does not read can make last for ever: who
 * is not done in time is cut off, which frees the lock as well.
 */
final class Farewells {

  private static final int THREADS = 8;
  private static final long IDLE_SECONDS = 10;
  private static final long PATIENCE_MILLIS = 2000;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          THREADS,
          THREADS,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new LinkedBlockingQueue<Runnable>(),
          work -> DetachedThread.of(work, "mtls-agent-close"));

  Farewells() {
    threads.allowCoreThreadTimeOut(true);
  }

  /** Ends the connections; after two seconds those that are left without an alert. */
  void bid(List<Farewell> farewells) {
    CountDownLatch left = new CountDownLatch(farewells.size());
    for (Farewell farewell : farewells) {
      try {
        threads.execute(
            () -> {
              try {
                farewell.bid();
              } finally {
                left.countDown();
              }
            });
      } catch (RuntimeException | OutOfMemoryError e) {
        left.countDown(); // no thread to be had: it is cut below
      }
    }
    await(left);
    for (Farewell farewell : farewells) {
      farewell.cut();
    }
  }

  private static void await(CountDownLatch left) {
    try {
      boolean unused = left.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      // Meant for the threads of the application: the connections are cut now.
    }
  }
}
