package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.jvm.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The benchmark of the rules, in a process of its own: it needs the agent's classes, which no jar
 * shows, and the JDK to be measured.
 */
final class RulesProcess {

  private static final String BENCHMARK = "io.mtlsagent.trust.RulesBenchmark";

  private RulesProcess() {}

  static void run(Path home, int rounds) throws IOException, InterruptedException {
    Path target = Project.root().resolve("agent/target");
    String classes =
        target.resolve("classes") + File.pathSeparator + target.resolve("test-classes");
    List<String> command =
        List.of(
            home.resolve("bin/java").toString(),
            "-cp",
            classes + File.pathSeparator + System.getProperty("java.class.path"),
            BENCHMARK,
            String.valueOf(rounds));
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IOException("the benchmark of the rules ended with " + exit);
    }
  }
}
