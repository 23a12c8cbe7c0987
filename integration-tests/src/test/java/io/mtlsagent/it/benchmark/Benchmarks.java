package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.LocalJdks;
import io.mtlsagent.it.jvm.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs the benchmarks on every JDK of this machine, and prints what they found. See {@code
 * docs/benchmarks.md}.
 *
 * <p>Settings (system properties): {@code benchmarks}: which of {@code start-up}, {@code
 * applications}, {@code classes}, {@code heap}, {@code rules}, {@code revocation}, {@code
 * handshake}, {@code transfer}, {@code requests}, {@code jar}, comma-separated; {@code
 * benchmarks.rounds}: how often each is measured.
 */
public final class Benchmarks {

  private static final String ALL =
      "jar,start-up,applications,classes,heap,rules,revocation,handshake,transfer,requests";

  private Benchmarks() {}

  public static void main(String[] arguments) throws Exception {
    List<String> wanted = Arrays.asList(System.getProperty("benchmarks", ALL).split(","));
    int rounds = Integer.getInteger("benchmarks.rounds", 40);
    Path directory = Files.createTempDirectory("benchmarks");
    try {
      Material material = Material.in(directory);
      if (wanted.contains("jar")) {
        System.out.printf("The jar: %d kB%n%n", Files.size(Project.agentJar()) / 1024);
      }
      for (Path home : LocalJdks.homes().toList()) {
        run(wanted, home, rounds, directory, material);
      }
    } finally {
      delete(directory);
    }
  }

  private static void run(
      List<String> wanted, Path home, int rounds, Path directory, Material material)
      throws Exception {
    ConnectionBenchmark connections = new ConnectionBenchmark(directory, material);
    String of = " (" + home.getFileName() + ", " + rounds + " rounds)";
    if (wanted.contains("start-up")) {
      System.out.println("Start-up of a whole process" + of);
      new StartUpBenchmark(directory, material).run(home, rounds);
    }
    if (wanted.contains("heap")) {
      System.out.println("Live heap (" + home.getFileName() + ")");
      new HeapBenchmark(directory, material).run(home);
    }
    if (wanted.contains("rules")) {
      System.out.println("Check of a chain of three" + of);
      InnerProcess.run(InnerProcess.RULES, home, rounds);
    }
    if (wanted.contains("classes")) {
      System.out.println("Classes that are none of the agent's" + of);
      InnerProcess.run(InnerProcess.UNRELATED_CLASSES, home, rounds);
    }
    if (wanted.contains("applications")) {
      System.out.println("Start-up of applications" + of);
      new ApplicationStartBenchmark(directory, material).run(Jvms.at(home), rounds);
    }
    if (wanted.contains("revocation")) {
      System.out.println("Revocation" + of);
      new RevocationBenchmark(directory, material).run(home, rounds);
    }
    if (wanted.contains("handshake")) {
      System.out.println("Handshakes, client and server together" + of);
      connections.handshakes(home, rounds);
    }
    if (wanted.contains("transfer")) {
      System.out.println("Data path, sender and receiver together" + of);
      connections.transfers(home, rounds);
    }
    if (wanted.contains("requests")) {
      System.out.println("Requests over a kept connection" + of);
      new RequestsBenchmark(directory, material).run(home, rounds);
    }
    System.out.println();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
