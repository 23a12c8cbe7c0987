package io.mtlsagent.weaving;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What the agent takes to say of a class that is loaded that it is none of its own: by the names of
 * all classes of {@code java.base}. Run by the benchmarks of the integration tests.
 */
public final class UnrelatedClassesBenchmark {

  private static final int WARM_UP = 200;

  private UnrelatedClassesBenchmark() {}

  /**
   * Prints the result.
   *
   * @param arguments how often to measure
   */
  public static void main(String[] arguments) throws IOException {
    WovenNames names = new WovenNames();
    List<String> classes = unrelatedClasses(names);
    int rounds = Integer.parseInt(arguments[0]);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    for (int i = 0; i < WARM_UP; i++) {
      ask(names, classes);
    }
    long least = Long.MAX_VALUE;
    long allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < rounds; i++) {
      least = Math.min(least, ask(names, classes));
    }
    allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated;
    System.out.printf(
        Locale.ROOT,
        "  %d classes: %.0f ns each, %d bytes allocated for all of %d rounds%n",
        classes.size(),
        (double) least / classes.size(),
        allocated,
        rounds);
  }

  private static long ask(WovenNames names, List<String> classes) {
    long begin = System.nanoTime();
    for (int i = 0; i < classes.size(); i++) {
      if (names.contains(classes.get(i))) {
        throw new IllegalStateException(classes.get(i) + " is one of ours");
      }
    }
    return System.nanoTime() - begin;
  }

  private static List<String> unrelatedClasses(WovenNames names) throws IOException {
    Path root = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base");
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class"))
          // as the JVM gives them: a string that nobody has asked for its hash
          .map(name -> new String(name.substring(0, name.length() - ".class".length())))
          .filter(name -> !names.contains(name))
          .toList();
    }
  }
}
