package io.mtlsagent.runtime;

import io.mtlsagent.weaving.ModuleOpening;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * Keeps this thread's reading of certificates from starting java.util.logging.
 *
 * <p>From Java 11 on, {@code CertificateFactory} asks for the logger {@code jdk.event.security} for
 * each certificate. Where the command line names a log manager or its configuration, as those of
 * Tomcat and WildFly do, that starts java.util.logging: before the application's main method, too
 * early for the log manager's class to be found. The JDK has a guard against this question being
 * asked in the middle of its own answer, {@code EventHelper.tryBeginLookup} and {@code endLookup},
 * which holds for one thread; this takes it. Where a JDK has no such guard, nothing is done.
 */
final class QuietSecurityEvents {

  private final @Nullable Method end;
  private final @Nullable Object guard;

  private QuietSecurityEvents(@Nullable Method end, @Nullable Object guard) {
    this.end = end;
    this.guard = guard;
  }

  /** To be followed by {@link #end} on the same thread. */
  static QuietSecurityEvents begin(Instrumentation instrumentation) {
    try {
      Class<?> events = Class.forName("jdk.internal.event.EventHelper");
      Method begin = events.getDeclaredMethod("tryBeginLookup");
      Method end = events.getDeclaredMethod("endLookup", Object.class);
      new ModuleOpening(instrumentation).open(events, "jdk.internal.event");
      begin.setAccessible(true);
      end.setAccessible(true);
      return new QuietSecurityEvents(end, begin.invoke(null));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return new QuietSecurityEvents(null, null); // Java 8 has no such event, and so no guard
    }
  }

  void end() {
    if (end == null || guard == null) {
      return;
    }
    try {
      end.invoke(null, guard);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the JDK does not let go of its guard", e);
    }
  }
}
