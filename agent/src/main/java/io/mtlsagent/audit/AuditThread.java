package io.mtlsagent.audit;

import io.mtlsagent.policy.DetachedThread;

/** Writes what waits in the queue until it is woken for good, and tries again after failures. */
final class AuditThread implements Runnable {

  /** Writes what waits; false where something could not be written. */
  interface Work {
    boolean run();
  }

  private static final long FIRST_PAUSE_MILLIS = 100;

  /**
   * To be woken for each single line costs a handshake more than all else that it does here; at 5
   * ms, resumed handshakes of a busy server still took 3 % more than at 20.
   */
  private static final long GATHERING_MILLIS = 20;

  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final AuditQueue queue;
  private final Work work;

  AuditThread(AuditQueue queue, Work work) {
    this.queue = queue;
    this.work = work;
  }

  /** Starts a daemon that keeps no thread group or class loader of the application alive. */
  Thread start() {
    Thread thread = DetachedThread.of(this, "mtls-agent-audit");
    thread.setContextClassLoader(AuditThread.class.getClassLoader());
    thread.start();
    return thread;
  }

  @Override
  public void run() {
    long pause = FIRST_PAUSE_MILLIS;
    boolean ended = false;
    while (!ended) {
      try {
        if (!queue.awaitWork()) {
          ended = true;
        } else if (work.run()) {
          pause = FIRST_PAUSE_MILLIS;
          queue.pause(GATHERING_MILLIS);
        } else {
          queue.pause(pause);
          pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
        }
      } catch (InterruptedException e) {
        // Meant for the threads of the application: only wake ends this one.
      }
    }
  }
}
