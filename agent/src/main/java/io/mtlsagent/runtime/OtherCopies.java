package io.mtlsagent.runtime;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies of the agent's core in other class loaders: each attach brings a new one. */
final class OtherCopies {

  private OtherCopies() {}

  /**
   * Hands a command to the copy that runs.
   *
   * @return whether there is one
   * @throws ReflectiveOperationException if it is of another version
   * @throws IOException if the answer cannot be written
   */
  static boolean answer(String argument, Instrumentation instrumentation)
      throws ReflectiveOperationException, IOException {
    for (Class<?> copy : starts(instrumentation)) {
      try {
        Object answered = copy.getMethod("answer", String.class).invoke(null, argument);
        if (Boolean.TRUE.equals(answered)) {
          return true;
        }
      } catch (InvocationTargetException failure) {
        if (failure.getCause() instanceof IOException) {
          throw (IOException) failure.getCause();
        }
        throw failure;
      }
    }
    return false;
  }

  /**
   * The copy that has brought the agent up, in words such as {@code version 0.1.0}; null where
   * there is none. One of another version, of which that cannot be told, is assumed to have done
   * so.
   */
  static @Nullable String running(Instrumentation instrumentation) {
    for (Class<?> copy : starts(instrumentation)) {
      try {
        if (!Boolean.FALSE.equals(copy.getMethod("isRunning").invoke(null))) {
          return "version " + copy.getMethod("version").invoke(null);
        }
      } catch (ReflectiveOperationException | LinkageError ofAnotherVersion) {
        return "of another version";
      }
    }
    return null;
  }

  /**
   * By a list of its own: the weaver's must come after its transformer is registered, or a class
   * that loads in between would be missed, and this one before anything is read. The second list
   * costs less than 0.1 ms.
   */
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
