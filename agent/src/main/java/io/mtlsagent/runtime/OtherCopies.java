package io.mtlsagent.runtime;

import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/** Copies of the agent's core in other class loaders: each attach brings a new one. */
final class OtherCopies {

  private OtherCopies() {}

  /**
   * Hands a command to the copy that runs.
   *
   * @return whether there is one
   * @throws ReflectiveOperationException if it is of another version
   */
  static boolean answer(String argument, Instrumentation instrumentation)
      throws ReflectiveOperationException {
    for (Class<?> copy : starts(instrumentation)) {
      Object answered = copy.getMethod("answer", String.class).invoke(null, argument);
      if (Boolean.TRUE.equals(answered)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of them has brought the agent up; of one of another version that is assumed. */
  static boolean isRunning(Instrumentation instrumentation) {
    for (Class<?> copy : starts(instrumentation)) {
      try {
        if (!Boolean.FALSE.equals(copy.getMethod("isRunning").invoke(null))) {
          return true;
        }
      } catch (ReflectiveOperationException ofAnotherVersion) {
        return true;
      }
    }
    return false;
  }

  private static List<Class<?>> starts(Instrumentation instrumentation) {
    List<Class<?>> found = new ArrayList<>(0);
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      // the boot loader's go first, most of all: to ask so many for their names takes 1 ms and more
      if (loaded.getClassLoader() != null
          && loaded != AgentStart.class
          && loaded.getName().equals(AgentStart.class.getName())) {
        found.add(loaded);
      }
    }
    return found;
  }
}
