package io.mtlsagent.policy;

import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;

/**
 * Makes a thread of the agent so that it does not hold on to the application whose thread happens
 * to ask for it. A thread keeps the protection domains of the code on the stack that made it (up to
 * Java 23): with them the class loader of a web application, long after that was undeployed.
 */
public final class DetachedThread {

  private DetachedThread() {}

  /**
   * The group of the JVM itself, to make such a thread in: not the application's, which it may
   * interrupt or destroy as a whole.
   */
  public static ThreadGroup rootGroup() {
    ThreadGroup group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** What the maker makes, with the agent's own protection domain alone. */
  public static <T extends Thread> T of(PrivilegedAction<T> maker) {
    try {
      return AccessController.doPrivileged(
          maker, new AccessControlContext(new ProtectionDomain[0]));
    } catch (LinkageError gone) {
      return maker.run(); // a Java that has done away with them
    }
  }
}
