package io.mtlsagent.it.benchmark;

import io.mtlsagent.it.jvm.Project;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A server of a library's, which listens at a port of its own and answers each request. */
record ServerProcess(Process process, int port) implements AutoCloseable {

  /**
   * Starts it and waits until it listens.
   *
   * @param kind {@code mutual} or {@code one-way}
   * @param material key store; its password; anchor
   * @param configuration of the agent; null for none
   * @param errors where it prints what is wrong
   */
  static ServerProcess start(
      Path home,
      Class<?> main,
      String kind,
      List<String> material,
      @Nullable Path configuration,
      Path errors)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    if (configuration != null) {
      command.add("-javaagent:" + Project.agentJar() + "=" + configuration);
    }
    command.addAll(List.of("-XX:+UseSerialGC", "-Xmx256m", "-cp", classPath(main), main.getName()));
    command.add(kind);
    command.addAll(material);
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    BufferedReader out = process.inputReader();
    String port = out.readLine();
    if (port == null) {
      throw new IOException("the server has ended: " + Files.readString(errors));
    }
    return new ServerProcess(process, Integer.parseInt(port));
  }

  /**
   * The libraries are those that the build has put beside the test application of the same name.
   */
  private static String classPath(Class<?> main) {
    String module = main.getSimpleName().replace("Server", "").toLowerCase(Locale.ROOT);
    Path libraries = Project.root().resolve("test-apps").resolve(module).resolve("target/lib");
    return JavaCommand.classes() + File.pathSeparator + libraries + "/*";
  }

  @Override
  public void close() {
    process.destroy();
  }
}
