package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.benchmark.app.EmptyAgent;
import io.mtlsagent.it.benchmark.app.FirstContextApp;
import io.mtlsagent.it.benchmark.app.NoTlsApp;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * Whole processes, from their start to their end. The steps between nothing and everything say
 * where the time goes: any agent at all, our class loader and configuration, the material and the
 * weaving, and then the first TLS context. bash measures: its {@code time} counts the processor
 * time of a child in milliseconds, the JVM's own means in hundredths of a second.
 */
final class StartUpBenchmark {

  private static final String BARE = "no agent";
  private static final String BARE_TLS = "no agent, TLS context";
  private static final String SCRIPT =
      "TIMEFORMAT='%3R %3U %3S'; time \"$@\" >/dev/null 2>\"$ERRORS\"";
  private static final int WARM_UP = 2;

  private final Path directory;
  private final Material material;

  StartUpBenchmark(Path directory, Material material) {
    this.directory = directory;
    this.material = material;
  }

  void run(Path home, int rounds) throws IOException, InterruptedException {
    Map<String, JavaCommand> commands = commands(home);
    Map<String, Cost> costs = new LinkedHashMap<>();
    for (String name : commands.keySet()) {
      costs.put(name, new Cost());
    }
    for (int round = -WARM_UP; round < rounds; round++) {
      for (Map.Entry<String, JavaCommand> command : commands.entrySet()) {
        Cost cost = round < 0 ? new Cost() : costs.get(command.getKey());
        measure(command.getValue(), cost);
      }
    }
    print(costs);
  }

  private Map<String, JavaCommand> commands(Path home) throws IOException {
    JavaCommand plain = JavaCommand.of(home, NoTlsApp.class);
    JavaCommand tls = JavaCommand.of(home, FirstContextApp.class);
    Map<String, JavaCommand> commands = new LinkedHashMap<>();
    commands.put(BARE, plain);
    commands.put("an agent that does nothing", plain.withAgent(emptyAgent(), ""));
    commands.put("mode=off, no material", plain.withAgent(material.off()));
    commands.put("mode=enforce", plain.withAgent(material.enforce()));
    commands.put(BARE_TLS, tls);
    commands.put("mode=enforce, TLS context", tls.withAgent(material.enforce()));
    return commands;
  }

  private void measure(JavaCommand command, Cost cost) throws IOException, InterruptedException {
    Path errors = directory.resolve("start.err");
    List<String> words = new ArrayList<>(List.of("bash", "-c", SCRIPT, "bash"));
    words.addAll(command.words());
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().put("ERRORS", errors.toString());
    builder.environment().put("LC_ALL", "C");
    builder.environment().remove("JAVA_TOOL_OPTIONS");
    builder.environment().remove("JDK_JAVA_OPTIONS");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes()).trim();
    if (process.waitFor() != 0) {
      throw new IOException(command.words() + ": " + output + "\n" + Files.readString(errors));
    }
    String[] seconds = output.split(" ");
    cost.add(
        1000 * Double.parseDouble(seconds[0]),
        1000 * (Double.parseDouble(seconds[1]) + Double.parseDouble(seconds[2])));
  }

  private static void print(Map<String, Cost> costs) {
    System.out.println(
        "                              ms by the clock         ms of processors        more than bare");
    System.out.println(
        "                              median  least  ratio    median  least  ratio    clock least");
    for (Map.Entry<String, Cost> entry : costs.entrySet()) {
      Cost cost = entry.getValue();
      Cost bare = costs.get(entry.getKey().endsWith("TLS context") ? BARE_TLS : BARE);
      System.out.printf(
          Locale.ROOT,
          "  %-27s %7.0f %6.0f %6.2f   %7.0f %6.0f %6.2f   %6.0f %6.0f%n",
          entry.getKey(),
          cost.clock.median(),
          cost.clock.least(),
          cost.clock.median() / bare.clock.median(),
          cost.processor.median(),
          cost.processor.least(),
          cost.processor.median() / bare.processor.median(),
          cost.clock.median() - bare.clock.median(),
          cost.clock.least() - bare.clock.least());
    }
  }

  private Path emptyAgent() throws IOException {
    Path jar = directory.resolve("empty-agent.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", EmptyAgent.class.getName());
    String entry = EmptyAgent.class.getName().replace('.', '/') + ".class";
    try (OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new JarEntry(entry));
      Files.copy(JavaCommand.classes().resolve(entry), out);
    }
    return jar;
  }
}
