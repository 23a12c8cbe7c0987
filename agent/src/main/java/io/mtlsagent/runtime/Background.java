package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditLog;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The agent's threads. They start with the application's first TLS context, never before its main
 * method: threads at that time have dead-locked JVMs.
 */
final class Background implements Runnable {

  private final AuditLog audit;
  private final InForce inForce;
  private final Reload reload;
  private final RevocationWatch watch;
  private final AtomicBoolean started = new AtomicBoolean();

  Background(AuditLog audit, InForce inForce, Reload reload, RevocationWatch watch) {
    this.audit = audit;
    this.inForce = inForce;
    this.reload = reload;
    this.watch = watch;
  }

  /** Starts the threads, the first time. */
  @Override
  public void run() {
    if (!started.get() && started.compareAndSet(false, true)) {
      audit.start();
      Thread thread = new Thread(rootGroup(), this::lookForEver, "mtls-agent-reload");
      thread.setDaemon(true);
      thread.setContextClassLoader(null); // not to hold on to a web application's loader
      thread.start();
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
      reload.look();
      watch.look();
      try {
        Thread.sleep(inForce.generation().configuration().reloadInterval().toMillis());
      } catch (InterruptedException e) {
        // Meant for the threads of the application: revocation must not stand still.
      }
    }
  }
}
