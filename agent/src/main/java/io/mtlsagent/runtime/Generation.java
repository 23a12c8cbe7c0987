package io.mtlsagent.runtime;

import io.mtlsagent.config.Configuration;
import io.mtlsagent.policy.Mode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A configuration with all that was read for it: what is in force as a whole until the next one
 * takes its place as a whole. Immutable, but for revocation data, which is always that of now.
 */
final class Generation {

  private final long number;
  private final Configuration configuration;
  private final List<EndpointRule> rules;
  private final List<RevocationData> revocation;
  private final ConfiguredEndpoints endpoints;

  /**
   * @param number 1 at start, and one more with each reload
   * @param rules in the order in which they are tried; the last one is the top level
   * @param revocation each set of data once
   */
  Generation(
      long number,
      Configuration configuration,
      List<EndpointRule> rules,
      List<RevocationData> revocation) {
    this.number = number;
    this.configuration = configuration;
    this.rules = Collections.unmodifiableList(new ArrayList<>(rules));
    this.revocation = Collections.unmodifiableList(new ArrayList<>(revocation));
    this.endpoints = new ConfiguredEndpoints(configuration, this.rules);
  }

  long number() {
    return number;
  }

  Configuration configuration() {
    return configuration;
  }

  List<EndpointRule> rules() {
    return rules;
  }

  EndpointRule topLevel() {
    return rules.get(rules.size() - 1);
  }

  /** The rule of a name; null where there is none. */
  @Nullable EndpointRule rule(String name) {
    for (EndpointRule rule : rules) {
      if (rule.name().equals(name)) {
        return rule;
      }
    }
    return null;
  }

  List<RevocationData> revocation() {
    return revocation;
  }

  ConfiguredEndpoints endpoints() {
    return endpoints;
  }

  /** The strictest mode of all rules. */
  Mode strictestMode() {
    Mode strictest = Mode.OFF;
    for (EndpointRule rule : rules) {
      if (rule.mode().compareTo(strictest) > 0) {
        strictest = rule.mode();
      }
    }
    return strictest;
  }
}
