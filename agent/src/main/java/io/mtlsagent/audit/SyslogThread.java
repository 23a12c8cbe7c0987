package io.mtlsagent.audit;

import io.mtlsagent.policy.DetachedThread;

/**
 * The thread that talks to a syslog collector. Its TLS connection is not the application's: the
 * agent must not audit it, for that would send a line over it, and so on.
 */
public final class SyslogThread extends Thread {

  SyslogThread(ThreadGroup group, Runnable work) {
    super(group, work, "mtls-agent-syslog");
    setDaemon(true);
    setContextClassLoader(null); // not to hold on to a web application's loader
  }

  /** Whether the current thread talks to a collector. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof SyslogThread;
  }

  /** In the group that holds no application alive. */
  static SyslogThread of(Runnable work) {
    return DetachedThread.of(() -> new SyslogThread(DetachedThread.rootGroup(), work));
  }
}
