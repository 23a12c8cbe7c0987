package io.mtlsagent.handshake;

import io.mtlsagent.policy.DetachedThread;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads for the tasks of engines whose server would run them on its event loop: a check that
 * waits for revocation data would hold up every other connection of the loop. Where all threads are
 * taken the caller runs the task, as it would have done by itself.
 */
public final class HandshakeThreads implements Executor {

  private static final int MOST = 256;
  private static final long IDLE_SECONDS = 10;

  private @Nullable ThreadPoolExecutor threads;

  /** Made for the first task: most JVMs have none. */
  private synchronized ThreadPoolExecutor threads() {
    ThreadPoolExecutor known = threads;
    if (known == null) {
      known =
          new ThreadPoolExecutor(
              0,
              MOST,
              IDLE_SECONDS,
              TimeUnit.SECONDS,
              new SynchronousQueue<>(),
              work -> DetachedThread.of(work, "mtls-agent-handshake"),
              new ThreadPoolExecutor.CallerRunsPolicy());
      threads = known;
    }
    return known;
  }

  /** Runs a task with the context class loader of the caller, which the application may rely on. */
  @Override
  public void execute(Runnable task) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    threads()
        .execute(
            () -> {
              Thread present = Thread.currentThread();
              ClassLoader before = present.getContextClassLoader();
              present.setContextClassLoader(context);
              try {
                task.run();
              } finally {
                present.setContextClassLoader(before);
              }
            });
  }
}
