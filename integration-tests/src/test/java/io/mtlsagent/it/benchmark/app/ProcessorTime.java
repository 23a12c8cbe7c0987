package io.mtlsagent.it.benchmark.app;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The processor time of this process, all its threads, as Linux counts it. The JVM's own bean has a
 * resolution of ten milliseconds.
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
      Path statistics = Path.of("/proc/self/task", thread, "schedstat");
      if (Files.exists(statistics)) {
        String text = Files.readString(statistics);
        sum += Long.parseLong(text.substring(0, text.indexOf(' ')));
      }
    }
    return sum;
  }
}
