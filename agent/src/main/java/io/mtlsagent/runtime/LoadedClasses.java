package io.mtlsagent.runtime;

import java.lang.instrument.Instrumentation;

/** Which parts of the JDK the application uses already, found out without touching them. */
final class LoadedClasses {

  private final Instrumentation instrumentation;

  LoadedClasses(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  /** Whether a class of the boot loader is loaded. */
  boolean hasOfJdk(String name) {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (loaded.getClassLoader() == null && loaded.getName().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
