package io.mtlsagent.runtime;

import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.HostScope;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.trust.ExpectedName;
import java.io.File;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;

/** The identity and the judgement that a configuration stands for, for use without an agent. */
public final class OwnMaterial {

  private final Material material;

  private OwnMaterial(Material material) {
    this.material = material;
  }

  /**
   * Reads a configuration and all that it names.
   *
   * @param host the server that is called, whose rule's material is meant
   * @throws ConfigurationException for the first mistake, or where it names no identity and anchors
   */
  public static OwnMaterial read(File file, Overrides overrides, String host, int port)
      throws ConfigurationException {
    Configuration configuration = Configuration.load(file, overrides);
    Generation generation = new GenerationReader(Clock.systemUTC()).read(configuration, null);
    Material material = ruleFor(generation, host, port).material();
    if (material == null) {
      throw new ConfigurationException(
          file.getPath(),
          "identity.certificate",
          "the configuration names no identity and anchors",
          "Name them (identity.*, trust.*)");
    }
    return new OwnMaterial(material);
  }

  private static EndpointRule ruleFor(Generation generation, String host, int port) {
    for (EndpointRule rule : generation.rules()) {
      HostScope hosts = rule.settings().hosts();
      boolean named = !rule.settings().hasServerNames() || rule.settings().includesServerName(host);
      if (rule.isFor(Role.CLIENT) && named && (hosts == null || hosts.includes(host, null, port))) {
        return rule;
      }
    }
    return generation.topLevel();
  }

  public Identity identity() {
    return material.identity();
  }

  /** What the agent would say of a server that it calls; never throws. */
  public Verdict judgeServer(List<X509Certificate> chain, String host) {
    return material.verifier().verify(chain, Role.CLIENT, ExpectedName.of(host));
  }
}
