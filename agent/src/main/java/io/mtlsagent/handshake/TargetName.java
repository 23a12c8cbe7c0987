package io.mtlsagent.handshake;

import io.mtlsagent.trust.ExpectedName;
import java.net.InetSocketAddress;

/**
 * The name that a server must prove: the host that the application gave; else the server name that
 * it set; else the address that it connected to.
 */
final class TargetName {

  private TargetName() {}

  static ExpectedName of(Transport transport) {
    String given = transport.targetHost();
    if (given != null && !given.isEmpty()) {
      return ExpectedName.of(given);
    }
    String indicated = transport.serverNameIndication();
    if (indicated != null && !indicated.isEmpty()) {
      return ExpectedName.of(indicated);
    }
    InetSocketAddress remote = transport.addresses().remote();
    return remote == null
        ? ExpectedName.unknown()
        : ExpectedName.of(remote.getAddress().getHostAddress());
  }
}
