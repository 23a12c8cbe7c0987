package io.mtlsagent.runtime;

import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.EndpointSettings;
import io.mtlsagent.config.HostNameCheck;
import io.mtlsagent.handshake.Endpoint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads all that a configuration names, and puts its rules together. */
final class GenerationReader {

  private final Clock clock;
  private final MaterialReader materials;

  GenerationReader(Clock clock) {
    this.clock = clock;
    this.materials = new MaterialReader(clock);
  }

  /**
   * Reads everything.
   *
   * @param last what is in force; returned itself where nothing is new; null at start
   * @throws ConfigurationException for the first thing that cannot be used
   */
  Generation read(Configuration configuration, @Nullable Generation last)
      throws ConfigurationException {
    List<EndpointRule> rules = new ArrayList<>();
    List<RevocationData> data = new ArrayList<>();
    try {
      boolean same = last != null && last.configuration() == configuration;
      for (EndpointSettings settings : configuration.endpoints()) {
        RevocationData revocation = revocation(configuration, settings, data, last);
        EndpointRule known = last == null ? null : last.rule(settings.name());
        EndpointRule rule = rule(configuration, settings, revocation, known);
        same &= rule == known;
        rules.add(rule);
      }
      if (same && last != null) {
        return last;
      }
      return new Generation(last == null ? 1 : last.number() + 1, configuration, rules, data);
    } catch (ConfigurationException | RuntimeException | Error e) {
      closeAllBut(last, data);
      throw e;
    }
  }

  private RevocationData revocation(
      Configuration configuration,
      EndpointSettings settings,
      List<RevocationData> data,
      @Nullable Generation last)
      throws ConfigurationException {
    for (RevocationData shared : data) {
      if (shared.isFor(settings.revocation())) {
        return shared;
      }
    }
    RevocationData found = last == null ? null : kept(last, settings);
    if (found == null) {
      found = RevocationData.open(configuration.file(), settings, clock);
    }
    data.add(found);
    return found;
  }

  private static @Nullable RevocationData kept(Generation last, EndpointSettings settings) {
    for (RevocationData known : last.revocation()) {
      if (known.isFor(settings.revocation())) {
        return known;
      }
    }
    return null;
  }

  private EndpointRule rule(
      Configuration configuration,
      EndpointSettings settings,
      RevocationData revocation,
      @Nullable EndpointRule known)
      throws ConfigurationException {
    Material last = known == null ? null : known.material();
    Material material = materials.read(settings, revocation, last);
    if (known != null && known.settings() == settings && material == last) {
      return known;
    }
    if (material != null && last != null && settings.keepsNames()) {
      KeptNames.require(settings, last.identity(), material.identity());
    }
    PeerRules rules = PeerRules.of(configuration.file(), settings);
    return new EndpointRule(
        settings,
        material,
        material == null ? null : endpoint(configuration, settings, material, rules));
  }

  /** All of an endpoint but its verifier. */
  private static Endpoint.Builder endpoint(
      Configuration configuration, EndpointSettings settings, Material material, PeerRules rules) {
    return Endpoint.named(settings.name())
        .mode(settings.mode())
        .identity(material.identity())
        .verifiesHostNames(settings.verifyHostname() == HostNameCheck.ALWAYS)
        .userRules(rules.users())
        .requiresUser(settings.user().isRequired())
        .clients(rules.clients())
        .servers(rules.servers())
        .stapler(new OwnStaples(material.revocation(), material.anchors()))
        .closesOpenConnections(settings.revocation().closesOpenConnections())
        .protocols(configuration.tls().protocols())
        .cipherSuites(configuration.tls().ciphers());
  }

  private static void closeAllBut(@Nullable Generation kept, List<RevocationData> data) {
    for (RevocationData opened : data) {
      if (kept == null || !kept.revocation().contains(opened)) {
        opened.close();
      }
    }
  }
}
