package io.mtlsagent.config;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A configuration written for one test, with its overrides. */
final class Written {

  /** The least that mode enforce asks for. */
  static final String MATERIAL =
      """
      identity.certificate=own.crt
      identity.key=own.key
      trust.certificates=ca.crt
      """;

  private final Path file;
  private final Map<String, String> environment = new HashMap<>();
  private final Map<String, String> properties = new HashMap<>();

  private Written(Path file) {
    this.file = file;
  }

  /** A file with exactly these lines. */
  static Written bare(Path directory, String... lines) {
    try {
      Path file = directory.resolve("agent.properties");
      Files.writeString(file, String.join("\n", lines) + "\n");
      return new Written(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A file with these lines after an identity and trust. */
  static Written complete(Path directory, String... lines) {
    return bare(directory, MATERIAL + String.join("\n", lines));
  }

  Written env(String name, String value) {
    environment.put(name, value);
    return this;
  }

  Written sys(String name, String value) {
    properties.put(name, value);
    return this;
  }

  File file() {
    return file.toFile();
  }

  Overrides overrides() {
    return Overrides.of(environment, properties);
  }

  Configuration load() throws ConfigurationException {
    return Configuration.load(file(), overrides());
  }

  OnConfigError onConfigError() {
    return Configuration.onConfigError(file(), overrides());
  }
}
