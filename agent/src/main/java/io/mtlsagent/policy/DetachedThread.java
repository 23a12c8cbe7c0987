package io.mtlsagent.policy;

import java.security.AccessControlContext;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;

/**
 * Makes a thread of the agent so that it does not hold on to the application whose thread happens
 * to ask for it. A thread keeps the protection domains of the code on the stack that made it (up to
 * Java 23), the context class loader and the inheritable thread locals of the thread that made it:
 * with any of them the class loader of a web application, long after that was undeployed.
 *
 * <p>All are daemons in the group of the JVM itself: not in the application's, which it may
 * interrupt or destroy as a whole.
 */
public final class DetachedThread {

  private DetachedThread() {}

  /** Chosen with the first thread, and not while the agent starts. */
  private static final class Chosen {
    static final ThreadMaker MAKER = ThreadMakerDefinition.chosen();
  }

  /** A thread that is not started yet, without a context class loader. */
  public static Thread of(Runnable work, String name) {
    return detached(new Making(work, name, /* network= */ false));
  }

  /**
   * The same for work that uses the network for the agent itself. The TLS connections that it makes
   * are not the application's: the agent must not judge or audit them, for that could ask for
   * another fetch, or send another line, and so on.
   */
  public static Thread forNetwork(Runnable work, String name) {
    return detached(new Making(work, name, /* network= */ true));
  }

  /** Whether the current thread uses the network for the agent itself. */
  public static boolean isForNetwork() {
    return Thread.currentThread() instanceof ThreadMaker.ForNetwork;
  }

  /** With the agent's own protection domain alone. */
  private static Thread detached(PrivilegedAction<Thread> maker) {
    Thread thread;
    try {
      thread =
          AccessController.doPrivileged(maker, new AccessControlContext(new ProtectionDomain[0]));
    } catch (LinkageError gone) {
      thread = maker.run(); // a Java that has done away with them
    }
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    return thread;
  }

  /** A class and not a lambda: the first lambda of a JVM takes milliseconds. */
  private static final class Making implements PrivilegedAction<Thread> {
    private final Runnable work;
    private final String name;
    private final boolean network;

    Making(Runnable work, String name, boolean network) {
      this.work = work;
      this.name = name;
      this.network = network;
    }

    @Override
    public Thread run() {
      ThreadGroup root = rootGroup();
      return network
          ? Chosen.MAKER.forNetwork(root, work, name)
          : Chosen.MAKER.plain(root, work, name);
    }

    private static ThreadGroup rootGroup() {
      ThreadGroup group = Thread.currentThread().getThreadGroup();
      while (group.getParent() != null) {
        group = group.getParent();
      }
      return group;
    }
  }
}
