package io.mtlsagent.runtime;

import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.handshake.OpenConnections;
import io.mtlsagent.policy.DetachedThread;
import io.mtlsagent.runtime.listening.PlaintextWatch;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The agent's threads. They start with the application's first TLS context, never before its main
 * method: threads at that time have dead-locked JVMs.
 */
final class Background implements Runnable {

  /** A minute by default: the table of a machine's connections is long. */
  private static final int LOOKS_BETWEEN = 12;

  private final AuditLog audit;
  private final StandardErrorLog log;
  private final InForce inForce;
  private final Reload reload;
  private final RevocationWatch watch;
  private final OpenConnections connections;
  private final Housekeeping housekeeping;
  private final PlaintextWatch plaintext;
  private final Semaphore wakes = new Semaphore(0);
  private final AtomicBoolean started = new AtomicBoolean();
  private final List<Runnable> moreLooks = new CopyOnWriteArrayList<>();

  Background(
      AuditLog audit,
      StandardErrorLog log,
      InForce inForce,
      Reload reload,
      RevocationWatch watch,
      OpenConnections connections,
      Housekeeping housekeeping,
      PlaintextWatch plaintext) {
    this.log = log;
    this.connections = connections;
    this.housekeeping = housekeeping;
    this.plaintext = plaintext;
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
      Thread thread = DetachedThread.of(this::lookForEver, "mtls-agent-reload");
      thread.start();
    }
  }

  private void lookForEver() {
    int untilPlaintext = LOOKS_BETWEEN;
    while (true) {
      reload.look();
      watch.look();
      sweep();
      lookFurther();
      housekeeping.look();
      if (--untilPlaintext <= 0) {
        untilPlaintext = lookForPlaintext() ? 1 : LOOKS_BETWEEN;
      }
      try {
        long interval = inForce.generation().configuration().reloadInterval().toMillis();
        if (wakes.tryAcquire(interval, TimeUnit.MILLISECONDS)) {
          wakes.drainPermits();
        }
      } catch (InterruptedException e) {
        // Meant for the threads of the application: revocation must not stand still.
      }
    }
  }

  private void lookFurther() {
    for (Runnable look : moreLooks) {
      try {
        look.run();
      } catch (RuntimeException | Error e) {
        // An Error too, such as a lack of memory: the next look must come.
        log.warning("the TLS stacks that are not covered could not be told of: " + e);
      }
    }
  }

  /** Adds something to be looked at. */
  void alsoLook(Runnable look) {
    moreLooks.add(look);
  }

  /** Has files and open connections looked at now, since revocation data has changed. */
  void wake() {
    wakes.release();
  }

  private boolean lookForPlaintext() {
    try {
      return plaintext.look(inForce.strictestMode());
    } catch (RuntimeException | Error e) {
      // An Error too, such as a lack of memory: the next look must come.
      log.warning("what this process listens on could not be looked at: " + e);
      return false;
    }
  }

  private void sweep() {
    try {
      connections.sweep();
    } catch (RuntimeException | Error e) {
      // An Error too, such as a lack of memory: the next sweep must come.
      log.warning("the open connections could not be looked at: " + e);
    }
  }
}
