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
  private final Endpoint.@Nullable Builder builder;
  private volatile @Nullable Endpoint endpoint;

  /**
   * @param material null in mode off, where none need be named
   * @param builder has all of the endpoint but its verifier; null without material
   */
  EndpointRule(
      EndpointSettings settings, @Nullable Material material, Endpoint.@Nullable Builder builder) {
    this.settings = settings;
    this.material = material;
    this.builder = builder;
  }

  EndpointSettings settings() {
    return settings;
  }

  @Nullable Material material() {
    return material;
  }

  /** Null without material. Made for the first connection. */
  @Nullable Endpoint endpoint() {
    Endpoint present = endpoint;
    return present == null && material != null && builder != null
        ? make(material, builder)
        : present;
  }

  private synchronized Endpoint make(Material read, Endpoint.Builder parts) {
    Endpoint made = endpoint;
    if (made == null) {
      made = parts.verifier(read.verifier()).build();
      endpoint = made;
    }
    return made;
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
