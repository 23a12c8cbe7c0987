package io.mtlsagent.handshake;

import io.mtlsagent.trust.ExpectedName;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The name that a server must prove: the host that the application gave; else the server name that
 * it set; else the address that it connected to.
 */
final class TargetName {

  private TargetName() {}

  static ExpectedName of(Transport transport) {
    String given = transport.targetHost();
    if (isPresent(given)) {
      return ExpectedName.ofHost(given);
    }
    String indicated = transport.serverNameIndication();
    if (isPresent(indicated)) {
      return ExpectedName.ofHost(indicated);
    }
    InetSocketAddress remote = transport.addresses().remote();
    return remote == null
        ? ExpectedName.unknown()
        : ExpectedName.ofHost(remote.getAddress().getHostAddress());
  }

  @SuppressWarnings("NullAway") // says so itself
  private static boolean isPresent(@Nullable String name) {
    return name != null && !name.isEmpty();
  }
}
