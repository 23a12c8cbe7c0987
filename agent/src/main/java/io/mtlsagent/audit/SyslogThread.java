package io.mtlsagent.audit;

import io.mtlsagent.policy.DetachedThread;
import org.jspecify.annotations.Nullable;

/**
 * The thread that talks to a syslog collector. Its TLS connection is not the application's: the
 * agent must not audit it, for that would send a line over it, and so on.
 */
public final class SyslogThread extends Thread {

  SyslogThread(@Nullable ThreadGroup group, Runnable work) {
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
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group != null && group.getParent() != null) {
      group = group.getParent();
    }
    ThreadGroup root = group;
    return DetachedThread.of(() -> new SyslogThread(root, work));
  }
}
