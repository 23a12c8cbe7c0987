package example.loaders;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The jars beside those of this application. */
final class Libraries {

  private static final String APPLICATION = "test-apps-netty";
  private static final String COMMON = "test-apps-common";

  private Libraries() {}

  /** Netty's own jars, but for the native libraries of other systems than this one. */
  static List<Path> netty() throws IOException {
    String system =
        System.getProperty("os.arch").equals("amd64") ? "-linux-x86_64.jar" : "-linux-aarch_64.jar";
    return jars(
        name ->
            name.startsWith("netty-")
                && (!name.startsWith("netty-tcnative-boringssl") || name.endsWith(system)));
  }

  static Path application() throws IOException {
    return jars(name -> name.startsWith(APPLICATION)).get(0);
  }

  static Path common() throws IOException {
    return jars(name -> name.startsWith(COMMON)).get(0);
  }

  private static List<Path> jars(Predicate<String> wanted) throws IOException {
    try (Stream<Path> all = Files.list(folder())) {
      return all.filter(jar -> wanted.test(jar.getFileName().toString())).sorted().toList();
    }
  }

  private static Path folder() {
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (entry.contains(COMMON)) {
        return Path.of(entry).toAbsolutePath().getParent();
      }
    }
    throw new IllegalStateException("not on the class path: " + COMMON);
  }
}
