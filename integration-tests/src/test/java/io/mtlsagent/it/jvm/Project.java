package io.mtlsagent.it.jvm;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the parts of this project lie. */
public final class Project {

  private Project() {}

  /** The folder with the parent POM; containers see it under the same path. */
  public static Path root() {
    Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath().normalize();
    return module.endsWith("integration-tests") ? module.getParent() : module;
  }

  /** The built agent, or another one ({@code -Dmtls.it.agent=PATH}). */
  public static Path agentJar() {
    String other = System.getProperty("mtls.it.agent");
    Path jar =
        other == null
            ? root().resolve("agent/target/mtls-agent.jar")
            : Path.of(other).toAbsolutePath();
    if (!Files.isRegularFile(jar)) {
      throw new IllegalStateException("No agent at " + jar + ". Build it: mvn -pl agent package");
    }
    return jar;
  }
}
