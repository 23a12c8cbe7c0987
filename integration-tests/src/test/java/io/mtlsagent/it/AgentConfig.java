package io.mtlsagent.it;

import io.mtlsagent.it.audit.AuditLog;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PkiFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** An agent's configuration file and the audit log that it names. */
final class AgentConfig {

  private final Path file;
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * A configuration in a folder of its own: enforce, strict revocation by local lists, quick
   * reload.
   *
   * @param identity what the application shows
   * @param trusted those whose roots and lists count
   */
  AgentConfig(Path directory, PeerFiles identity, PkiFiles... trusted) {
    this.file = directory.resolve("mtls.properties");
    set("mode", "enforce");
    set("identity.certificate", identity.certificate().toString());
    set("identity.key", identity.key().toString());
    set("trust.certificates", joined(trusted, PkiFiles::anchors));
    set("revocation.crl", joined(trusted, PkiFiles::crls));
    set("audit.file", directory.resolve("audit.jsonl").toString());
    set("reload.interval", "1s");
  }

  private interface Location {
    Path of(PkiFiles pki);
  }

  private static String joined(PkiFiles[] all, Location location) {
    return Arrays.stream(all)
        .map(pki -> location.of(pki).toString())
        .collect(Collectors.joining(","));
  }

  AgentConfig set(String key, String value) {
    values.put(key, value);
    return this;
  }

  /** The value of a key that is set. */
  String value(String key) {
    return Objects.requireNonNull(values.get(key), key);
  }

  /** Takes back what was set before. */
  AgentConfig unset(String key) {
    values.remove(key);
    return this;
  }

  /** Writes the file (again), in one step: an agent that runs never reads a half of it. */
  Path write() {
    StringBuilder text = new StringBuilder();
    values.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    try {
      Files.createDirectories(file.getParent());
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(fresh, text, StandardCharsets.UTF_8);
      return Files.move(
          fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  AuditLog audit() {
    return new AuditLog(Path.of(values.getOrDefault("audit.file", "")));
  }
}
