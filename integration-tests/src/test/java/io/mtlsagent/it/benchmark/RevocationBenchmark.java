package io.mtlsagent.it.benchmark;

import io.mtlsagent.benchmark.LongList;
import io.mtlsagent.benchmark.RevocationLoad;
import io.mtlsagent.it.jvm.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Revocation: a list of a million entries beside the JDK's own classes, and in handshakes beside an
 * empty one; lists that are replaced all the time; known chains; a responder that hangs.
 */
final class RevocationBenchmark {

  private static final int MILLION = 1_000_000;

  private final Path directory;
  private final Material material;

  RevocationBenchmark(Path directory, Material material) {
    this.directory = directory;
    this.material = material;
  }

  void run(Path home, int rounds) throws IOException, InterruptedException {
    Path million =
        LongList.of(material.issuer(), MILLION).write(directory.resolve("million.crl"), 1);
    Path empty = LongList.of(material.issuer(), 0).write(directory.resolve("empty.crl"), 1);
    String[] list = {
      million.toString(), material.issuerCertificate().toString(), material.peer().toString()
    };
    System.out.println("  a list of 1,000,000 entries, 49 MB");
    say("    agent, -Xmx128m", load(home, "-Xmx128m", "agent-list", list));
    say("    agent, -Xmx2g  ", load(home, "-Xmx2g", "agent-list", list));
    say("    JDK, -Xmx2g    ", load(home, "-Xmx2g", "jdk-list", list));
    say("  ", load(home, "-Xmx512m", "paths"));
    say("  ", load(home, "-Xmx512m", "reload", directory.toString()));
    say("  ", load(home, "-Xmx512m", "hanging"));
    new HangingBenchmark(directory).run(home, Math.min(rounds, 10));
    new EventLoopBenchmark(directory).run(home, Math.min(rounds, 10));
    new LongListBenchmark(directory, material).run(home, million, empty, rounds);
  }

  private static void say(String name, String found) {
    found.lines().forEach(line -> System.out.println(name + " " + line));
  }

  private static String load(Path home, String heap, String what, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.add(heap);
    command.add("-cp");
    command.add(
        Project.root().resolve("agent/target/classes")
            + File.pathSeparator
            + System.getProperty("java.class.path"));
    command.add(RevocationLoad.class.getName());
    command.add(what);
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    process.waitFor();
    return output;
  }
}
