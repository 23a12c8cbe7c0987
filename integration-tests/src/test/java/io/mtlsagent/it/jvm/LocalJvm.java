package io.mtlsagent.it.jvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** A JDK or JRE of this machine. */
record LocalJvm(int version, Path home) implements Jvm {

  @Override
  public String obstacle() {
    return "";
  }

  @Override
  public RunningApp start(Launch launch) {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command(home.resolve("bin/java").toString()));
    Map<String, String> environment = builder.environment();
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.remove("JDK_JAVA_OPTIONS");
    environment.putAll(launch.environment());
    try {
      return new RunningProcess(builder.start(), home.resolve("bin/java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "java " + version;
  }
}
