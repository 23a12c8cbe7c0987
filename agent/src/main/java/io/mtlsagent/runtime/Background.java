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
      Thread reload = new Thread(this::lookForEver, "mtls-agent-reload");
      reload.setDaemon(true);
      reload.setContextClassLoader(null); // not to hold on to a web application's loader
      reload.start();
    }
  }

  private void lookForEver() {
    while (true) {
      watch.look();
      try {
        Thread.sleep(interval.toMillis());
      } catch (InterruptedException e) {
        return; // nobody but the JVM's end has a reason to
      }
    }
  }
}
