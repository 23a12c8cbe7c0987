package io.mtlsagent.runtime;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Registers the agent's MXBean once the application's JMX is up, never before: servers such as
 * WildFly choose their own builder of the MBean server first. For one thread.
 */
final class Management {

  private static final String NAME = "io.mtlsagent:type=Agent";
  private static final String SIGN = "com.sun.jmx.mbeanserver.JmxMBeanServer";

  private final LoadedClasses loaded;
  private final StatusSource status;
  private final StandardErrorLog log;
  private boolean done;

  Management(LoadedClasses loaded, StatusSource status, StandardErrorLog log) {
    this.loaded = loaded;
    this.status = status;
    this.log = log;
  }

  void look() {
    if (!done && loaded.hasOfJdk(SIGN)) {
      done = true;
      try {
        ManagementFactory.getPlatformMBeanServer()
            .registerMBean(new ManagedAgent(status), new ObjectName(NAME));
      } catch (JMException e) {
        log.warning(NAME + " could not be registered: " + e);
      }
    }
  }
}
