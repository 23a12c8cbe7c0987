package io.mtlsagent.runtime;

import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.EndpointSettings;
import io.mtlsagent.config.HostScope;
import io.mtlsagent.config.PortScope;
import java.util.List;

/** Scopes that leave out everything, or that leave out nothing. */
final class ScopeSurprises {

  private ScopeSurprises() {}

  static void addTo(List<String> sentences, Generation generation) {
    boolean active = false;
    for (EndpointRule rule : generation.rules()) {
      active |= rule.mode().isActive();
    }
    if (!active) {
      return;
    }
    Configuration configuration = generation.configuration();
    PortScope ports = configuration.serverScope();
    HostScope hosts = configuration.clientScope();
    if (!ports.includesUnknown()) {
      sentences.add(
          "server.exclude-ports leaves no port in scope, so no client of this JVM's servers is"
              + " checked. Leave out the ports that are to be guarded");
    }
    if (hosts.includesNothing()) {
      sentences.add(
          "client.exclude-hosts leaves no target in scope, so no server that this JVM calls is"
              + " checked. Leave out the hosts that are to be guarded");
    }
    for (EndpointRule rule : generation.rules()) {
      addEndpoint(sentences, rule.settings(), ports, hosts);
    }
    if (configuration.mode().isActive() && hosts.includesEverything()) {
      sentences.add(
          "client.hosts is not set, so outbound TLS calls to any server are in scope: calls to"
              + " public servers fail unless trust.certificates knows their CA. Set client.hosts to"
              + " your own hosts, or client.exclude-hosts");
    }
  }

  private static void addEndpoint(
      List<String> sentences, EndpointSettings settings, PortScope ports, HostScope hosts) {
    HostScope targets = settings.hosts();
    if (settings.hasNoPortLeftIn(ports)) {
      sentences.add(
          settings.keyPrefix()
              + "ports has only ports that server.exclude-ports takes out of scope, so the rule"
              + " never holds. Leave them out there, or remove the rule");
    }
    if (targets != null && hosts.excludesAllOf(targets)) {
      sentences.add(
          settings.keyPrefix()
              + "hosts has only targets that client.exclude-hosts takes out of scope, so the rule"
              + " never holds. Leave them out there, or remove the rule");
    }
  }
}
