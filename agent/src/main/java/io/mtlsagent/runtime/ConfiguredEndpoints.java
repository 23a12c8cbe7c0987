package io.mtlsagent.runtime;

import io.mtlsagent.config.HostScope;
import io.mtlsagent.config.PortScope;
import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Endpoints;
import io.mtlsagent.handshake.Transport;
import io.mtlsagent.policy.Role;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** The one endpoint that the top level of the configuration describes, and its scope. */
final class ConfiguredEndpoints implements Endpoints {

  private final Endpoint endpoint;
  private final PortScope serverScope;
  private final HostScope clientScope;

  ConfiguredEndpoints(Endpoint endpoint, PortScope serverScope, HostScope clientScope) {
    this.endpoint = endpoint;
    this.serverScope = serverScope;
    this.clientScope = clientScope;
  }

  @Override
  public @Nullable Endpoint forConnection(Transport transport) {
    boolean inScope =
        transport.role() == Role.SERVER ? servesInScope(transport) : callsInScope(transport);
    return inScope ? endpoint : null;
  }

  private boolean servesInScope(Transport transport) {
    if (serverScope.includesEverything()) {
      return true; // nearly always so: to ask for a local address is a system call
    }
    int port = transport.addresses().localPort();
    return port > 0 ? serverScope.includes(port) : serverScope.includesUnknown();
  }

  private boolean callsInScope(Transport transport) {
    if (clientScope.includesEverything()) {
      return true;
    }
    Addresses addresses = transport.addresses();
    InetSocketAddress remote = addresses.remote();
    String host = transport.targetHost();
    if (host == null || host.isEmpty()) {
      host = transport.serverNameIndication();
    }
    return clientScope.includes(
        host,
        remote == null ? null : remote.getAddress().getAddress(),
        remote == null ? transport.targetPort() : remote.getPort());
  }
}
