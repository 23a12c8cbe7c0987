package io.mtlsagent.it.benchmark.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The processor time of this process as Linux counts it, since the JVM's own bean has a resolution
 * of ten milliseconds. The collector counts, the compilers do not: they are done after a while, but
 * later on a busy machine.
 */
final class ProcessorTime {

  private ProcessorTime() {}

  /** In nanoseconds. Threads that have ended are not in it. */
  static long nanos() throws IOException {
    String[] threads = new File("/proc/self/task").list();
    if (threads == null) {
      throw new IOException("the benchmarks need Linux: there is no /proc/self/task");
    }
    long sum = 0;
    for (String thread : threads) {
      Path folder = Path.of("/proc/self/task", thread);
      if (Files.exists(folder) && !isCompiler(Files.readString(folder.resolve("comm")))) {
        String text = Files.readString(folder.resolve("schedstat"));
        sum += Long.parseLong(text.substring(0, text.indexOf(' ')));
      }
    }
    return sum;
  }

  private static boolean isCompiler(String name) {
    return name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
  }
}
