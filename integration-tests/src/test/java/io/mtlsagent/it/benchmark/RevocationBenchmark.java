package io.mtlsagent.it.benchmark;

import io.mtlsagent.benchmark.LongList;
import io.mtlsagent.benchmark.RevocationLoad;
import io.mtlsagent.it.benchmark.app.TlsLoopApp;
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
  private static final int HANDSHAKES = 100;
  private static final int WARM_UP = 2_000;

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
    System.out.println(
        "  full handshakes, the list of 1,000,000 (\"agent\") beside an empty one (\"stock\")");
    Comparison comparison = new Comparison();
    try (LoopProcess withMillion = loop(home, million);
        LoopProcess withEmpty = loop(home, empty)) {
      for (String protocol : List.of("TLSv1.3", "TLSv1.2")) {
        withMillion.ask("full " + protocol + " " + WARM_UP);
        withEmpty.ask("full " + protocol + " " + WARM_UP);
        comparison.measure("full " + protocol, HANDSHAKES, withMillion, withEmpty, rounds);
      }
    }
    comparison.print("us a handshake");
  }

  private static void say(String name, String found) {
    found.lines().forEach(line -> System.out.println(name + " " + line));
  }

  private LoopProcess loop(Path home, Path list) throws IOException {
    JavaCommand command =
        JavaCommand.of(home, TlsLoopApp.class)
            .options("-XX:+UseSerialGC", "-Xmx256m", "-XX:-UseDynamicNumberOfCompilerThreads")
            .arguments(List.of("one-way"))
            .arguments(material.applicationArguments())
            .withAgent(material.enforceWith(list));
    return LoopProcess.start(command, directory.resolve("revocation.err"));
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
