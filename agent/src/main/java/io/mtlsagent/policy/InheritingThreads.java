package io.mtlsagent.policy;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Threads for Java 8, where each takes over the inheritable thread locals of the one that made it:
 * they are taken away again. Where that is forbidden, and on any Java where the better maker cannot
 * be defined, they stay.
 */
final class InheritingThreads implements ThreadMaker {

  private final @Nullable Field inherited;

  private InheritingThreads(@Nullable Field inherited) {
    this.inherited = inherited;
  }

  static InheritingThreads ofJava8() {
    try {
      Field field = Thread.class.getDeclaredField("inheritableThreadLocals");
      field.setAccessible(true);
      return new InheritingThreads(field);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return asTheyAre();
    }
  }

  static InheritingThreads asTheyAre() {
    return new InheritingThreads(null);
  }

  @Override
  public Thread plain(ThreadGroup group, Runnable work, String name) {
    return bare(new Thread(group, work, name));
  }

  @Override
  public Thread forNetwork(ThreadGroup group, Runnable work, String name) {
    return bare(new NetworkThread(group, work, name));
  }

  private Thread bare(Thread thread) {
    if (inherited != null) {
      try {
        inherited.set(thread, null);
      } catch (IllegalAccessException e) {
        throw new AssertionError(e); // it was made accessible
      }
    }
    return thread;
  }

  private static final class NetworkThread extends Thread implements ForNetwork {
    NetworkThread(ThreadGroup group, Runnable work, String name) {
      super(group, work, name);
    }
  }
}
