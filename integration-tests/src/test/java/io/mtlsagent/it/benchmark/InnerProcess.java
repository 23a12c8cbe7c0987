package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.jvm.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A benchmark of the agent's own classes, which no jar shows, in a process of its own, for the JDK
 * to be measured.
 */
final class InnerProcess {

  static final String RULES = "io.mtlsagent.trust.RulesBenchmark";
  static final String UNRELATED_CLASSES = "io.mtlsagent.weaving.UnrelatedClassesBenchmark";

  private InnerProcess() {}

  static void run(String benchmark, Path home, int rounds)
      throws IOException, InterruptedException {
    Path target = Project.root().resolve("agent/target");
    String classes =
        target.resolve("classes") + File.pathSeparator + target.resolve("test-classes");
    List<String> command =
        List.of(
            home.resolve("bin/java").toString(),
            "-cp",
            classes + File.pathSeparator + System.getProperty("java.class.path"),
            benchmark,
            String.valueOf(rounds));
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException(benchmark + " ended with " + exit);
    }
  }
}
