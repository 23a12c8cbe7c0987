package io.mtlsagent.runtime;

import io.mtlsagent.config.EndpointSettings;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.Role;
import org.jspecify.annotations.Nullable;

/** One rule of the configuration, with what was read for it. */
final class EndpointRule {

  private final EndpointSettings settings;
  private final @Nullable Material material;
  private final @Nullable Endpoint endpoint;

  /**
   * @param material null in mode off, where none need be named
   * @param endpoint null without material
   */
  EndpointRule(
      EndpointSettings settings, @Nullable Material material, @Nullable Endpoint endpoint) {
    this.settings = settings;
    this.material = material;
    this.endpoint = endpoint;
  }

  EndpointSettings settings() {
    return settings;
  }

  @Nullable Material material() {
    return material;
  }

  @Nullable Endpoint endpoint() {
    return endpoint;
  }

  String name() {
    return settings.name();
  }

  Mode mode() {
    return settings.mode();
  }

  /** Whether the rule is for connections in which we play this part. */
  boolean isFor(Role role) {
    return settings.role() == null || settings.role() == role;
  }
}
