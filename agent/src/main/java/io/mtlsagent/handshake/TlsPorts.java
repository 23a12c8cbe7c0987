package io.mtlsagent.handshake;

import io.mtlsagent.policy.Role;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The local ports on which clients have begun TLS. Used by many threads. */
public final class TlsPorts {

  private final Set<Integer> ports = ConcurrentHashMap.newKeySet();
  private volatile boolean unknownPort;

  /** A ClientHello has come. */
  void helloSeen(Transport transport) {
    if (transport.role() != Role.SERVER) {
      return;
    }
    int port = transport.addresses().localPort();
    if (port <= 0) {
      unknownPort = true;
    } else {
      ports.add(port);
    }
  }

  /** Whether somebody has begun TLS on the port. */
  public boolean contains(int port) {
    return ports.contains(port);
  }

  /** Whether TLS has been seen of which nobody knows the port, so that it may be any. */
  public boolean includeUnknown() {
    return unknownPort;
  }
}
