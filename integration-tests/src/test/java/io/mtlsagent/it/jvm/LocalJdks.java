package io.mtlsagent.it.jvm;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The JDKs of this machine, with the tools that come with them. */
public final class LocalJdks {

  private LocalJdks() {}

  /** Their folders, one for each version. */
  public static Stream<Path> homes() {
    return Jvms.local().stream().map(jvm -> ((LocalJvm) jvm).home());
  }

  /** The one that the tests themselves run on. */
  public static Path own() {
    return Path.of(System.getProperty("java.home"));
  }

  /** A tool of the JDK, such as {@code keytool}. */
  public static boolean has(Path home, String tool) {
    return Files.isExecutable(home.resolve("bin").resolve(tool));
  }
}
