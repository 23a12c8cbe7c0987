package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The agent's threads. They start with the application's first TLS context, never before its main
 * method: threads at that time have dead-locked JVMs.
 */
final class Background implements Runnable {

  private final AuditLog audit;
  private final CrlWatch watch;
  private final Duration interval;
  private final AtomicBoolean started = new AtomicBoolean();

  Background(AuditLog audit, CrlWatch watch, Duration interval) {
    this.audit = audit;
    this.watch = watch;
    this.interval = interval;
  }

  /** Starts the threads, the first time. */
  @Override
  public void run() {
    if (!started.get() && started.compareAndSet(false, true)) {
      audit.start();
      Thread reload = new Thread(rootGroup(), this::lookForEver, "mtls-agent-reload");
      reload.setDaemon(true);
      reload.setContextClassLoader(null); // not to hold on to a web application's loader
      reload.start();
    }
  }

  /** Not the application's, which it may interrupt or destroy as a whole. */
  private static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  private void lookForEver() {
    while (true) {
      watch.look();
      try {
        Thread.sleep(interval.toMillis());
      } catch (InterruptedException e) {
        // Meant for the threads of the application: revocation must not stand still.
      }
    }
  }
}
