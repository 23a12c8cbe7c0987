package io.mtlsagent.runtime;

import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.HostScope;
import io.mtlsagent.config.IpLiteral;
import io.mtlsagent.config.PortScope;
import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Endpoints;
import io.mtlsagent.handshake.RequestedName;
import io.mtlsagent.handshake.Transport;
import io.mtlsagent.policy.Role;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of one configuration, and which of them holds for a connection. Immutable. */
final class ConfiguredEndpoints implements Endpoints {

  private final List<EndpointRule> rules;
  private final PortScope serverScope;
  private final HostScope clientScope;
  private final boolean dependOnServerName;
  private final boolean off;

  /**
   * @param rules in the order in which they are tried
   */
  ConfiguredEndpoints(Configuration configuration, List<EndpointRule> rules) {
    this.rules = rules;
    this.serverScope = configuration.serverScope();
    this.clientScope = configuration.clientScope();
    boolean byName = false;
    boolean active = false;
    for (EndpointRule rule : rules) {
      active |= rule.mode().isActive();
      byName |= rule.isFor(Role.SERVER) && rule.settings().hasServerNames();
    }
    this.dependOnServerName = byName;
    this.off = !active;
  }

  @Override
  public boolean areOff() {
    return off;
  }

  @Override
  public boolean dependOnServerName() {
    return dependOnServerName;
  }

  @Override
  public @Nullable Endpoint forConnection(Transport transport, RequestedName requested) {
    return transport.role() == Role.SERVER ? forServer(transport, requested) : forClient(transport);
  }

  private @Nullable Endpoint forServer(Transport transport, RequestedName requested) {
    if (rules.size() == 1 && serverScope.includesEverything()) {
      return rules.get(0).endpoint(); // nearly always so: to ask for an address is a system call
    }
    ServerRules matching = new ServerRules(requested);
    int port = transport.addresses().localPort();
    for (EndpointRule rule : rules) {
      if (rule.isFor(Role.SERVER) && matching.isOpen() && servesInScope(rule, port)) {
        matching.offer(rule, isCertain(rule, port));
      }
    }
    return matching.strictest();
  }

  private boolean servesInScope(EndpointRule rule, int port) {
    if (!rule.settings().hasPorts()) {
      return port > 0 ? serverScope.includes(port) : serverScope.includesUnknown();
    }
    return port <= 0 || (rule.settings().includesPort(port) && !serverScope.excludes(port));
  }

  private boolean isCertain(EndpointRule rule, int port) {
    return port > 0 || (!rule.settings().hasPorts() && serverScope.includesEverything());
  }

  private @Nullable Endpoint forClient(Transport transport) {
    if (rules.size() == 1 && clientScope.includesEverything()) {
      return rules.get(0).endpoint();
    }
    String host = transport.targetHost();
    String serverName = transport.serverNameIndication();
    byte[] literal = host == null || serverName == null ? null : IpLiteral.parse(host);
    if (host == null || host.isEmpty() || literal != null) {
      // the name that was set beside an address counts as well as the address
      host = serverName;
    }
    for (EndpointRule rule : rules) {
      if (rule.isFor(Role.CLIENT)
          && callsInScope(rule, transport, host, literal)
          && asksFor(rule, serverName == null ? host : serverName)) {
        return rule.endpoint();
      }
    }
    return null;
  }

  private boolean callsInScope(
      EndpointRule rule, Transport transport, @Nullable String host, byte @Nullable [] literal) {
    HostScope named = rule.settings().hosts();
    if (named == null && clientScope.includesEverything()) {
      return true;
    }
    Addresses addresses = transport.addresses();
    InetSocketAddress remote = addresses.remote();
    byte[] connected = remote == null ? null : remote.getAddress().getAddress();
    byte[] address = literal == null ? connected : literal;
    int port = remote == null ? transport.targetPort() : remote.getPort();
    return named == null
        ? clientScope.includes(host, address, port)
        : named.includes(host, address, port) && !clientScope.excludes(host, address, port);
  }

  private static boolean asksFor(EndpointRule rule, @Nullable String serverName) {
    return !rule.settings().hasServerNames()
        || (serverName != null && rule.settings().includesServerName(serverName));
  }
}
