package io.mtlsagent.runtime;

import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Registers the agent's MXBean once the application's JMX is up, never before: servers such as
 * WildFly choose their own builder of the MBean server first. For one thread.
 */
final class Management {

  private static final String NAME = "io.mtlsagent:type=Agent";
  private static final String SIGN = "com.sun.jmx.mbeanserver.JmxMBeanServer";
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final Instrumentation instrumentation;
  private final StatusSource status;
  private final StandardErrorLog log;
  private boolean done;
  private boolean looked;
  private long lookedNanos;

  Management(Instrumentation instrumentation, StatusSource status, StandardErrorLog log) {
    this.instrumentation = instrumentation;
    this.status = status;
    this.log = log;
  }

  void look() {
    if (done || (looked && System.nanoTime() - lookedNanos < PAUSE_NANOS)) {
      return;
    }
    looked = true;
    lookedNanos = System.nanoTime();
    if (isUp()) {
      done = true;
      try {
        ManagementFactory.getPlatformMBeanServer()
            .registerMBean(new ManagedAgent(status), new ObjectName(NAME));
      } catch (JMException e) {
        log.warning(NAME + " could not be registered: " + e);
      }
    }
  }

  private boolean isUp() {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (loaded.getClassLoader() == null && loaded.getName().equals(SIGN)) {
        return true;
      }
    }
    return false;
  }
}
