package io.mtlsagent.cli.report;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The service and environment that wrote a line. */
final class ServiceName {

  private static final String NONE = "(no service.name)";

  private final String name;
  private final String environment;

  private ServiceName(String name, String environment) {
    this.name = name;
    this.environment = environment;
  }

  static ServiceName of(AuditRecord line) {
    return new ServiceName(
        line.text(AuditField.SERVICE, ""), line.text(AuditField.ENVIRONMENT, ""));
  }

  boolean isNamed() {
    return !name.isEmpty();
  }

  /** {@code service.name}, null where the configuration names none. */
  @Nullable String name() {
    return name.isEmpty() ? null : name;
  }

  /** {@code service.environment}, null where the configuration names none. */
  @Nullable String environment() {
    return environment.isEmpty() ? null : environment;
  }

  /** For people. */
  String label() {
    String shown = name.isEmpty() ? NONE : name;
    return environment.isEmpty() ? shown : shown + "/" + environment;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ServiceName
        && name.equals(((ServiceName) other).name)
        && environment.equals(((ServiceName) other).environment);
  }

  @Override
  public int hashCode() {
    return Objects.hash(name, environment);
  }
}
