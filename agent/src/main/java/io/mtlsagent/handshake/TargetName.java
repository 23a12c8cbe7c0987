package io.mtlsagent.handshake;

import io.mtlsagent.trust.ExpectedName;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * The name that a server must prove: the host that the application gave; else the server name that
 * it set; else the address that it connected to. A stack may give the address for the host, where
 * the application gave none: beside a server name that the application has set, either will do.
 */
final class TargetName {

  private TargetName() {}

  static ExpectedName of(Transport transport) {
    String given = orNull(transport.targetHost());
    String indicated = orNull(transport.serverNameIndication());
    if (given != null) {
      ExpectedName host = ExpectedName.of(given);
      return indicated != null && host.isAddress() ? ExpectedName.ofEither(given, indicated) : host;
    }
    if (indicated != null) {
      return ExpectedName.of(indicated);
    }
    InetSocketAddress remote = transport.addresses().remote();
    return remote == null
        ? ExpectedName.unknown()
        : ExpectedName.of(remote.getAddress().getHostAddress());
  }

  private static @Nullable String orNull(@Nullable String name) {
    return name == null || name.isEmpty() ? null : name;
  }
}
