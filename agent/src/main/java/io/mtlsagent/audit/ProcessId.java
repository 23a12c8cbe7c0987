package io.mtlsagent.audit;

import java.io.File;
import java.io.IOException;

/** Finds this JVM's process id without JMX, which the agent must not start. */
final class ProcessId {

  /** Stands for a process id that cannot be had (Java 8 without /proc). */
  static final long UNKNOWN = -1;

  private ProcessId() {}

  static long current() {
    long fromProc = fromProc(new File("/proc/self"));
    return fromProc == UNKNOWN ? fromProcessHandle() : fromProc;
  }

  private static long fromProc(File self) {
    try {
      return Long.parseLong(self.getCanonicalFile().getName());
    } catch (IOException | NumberFormatException | SecurityException e) {
      return UNKNOWN;
    }
  }

  /** Java 9 and newer; asked second because it loads more classes. */
  private static long fromProcessHandle() {
    try {
      Class<?> handle = Class.forName("java.lang.ProcessHandle");
      Object current = handle.getMethod("current").invoke(null);
      return (Long) handle.getMethod("pid").invoke(current);
    } catch (ReflectiveOperationException | SecurityException e) {
      return UNKNOWN;
    }
  }
}
