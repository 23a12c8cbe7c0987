package io.mtlsagent.runtime.listening;

import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Endpoints;
import io.mtlsagent.handshake.RequestedName;
import io.mtlsagent.handshake.SupposedConnection;
import io.mtlsagent.handshake.TlsPorts;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What this process listens on, read anew each time. */
public final class Listeners {

  private final File process;
  private final TlsPorts tlsPorts;
  private final Endpoints endpoints;

  /**
   * @param process {@code /proc/self}, where there is one
   */
  public Listeners(File process, TlsPorts tlsPorts, Endpoints endpoints) {
    this.process = process;
    this.tlsPorts = tlsPorts;
    this.endpoints = endpoints;
  }

  /**
   * All of them, TCP first; one that listens by IPv4 and IPv6 twice.
   *
   * @throws IOException if they cannot be known; the message says why
   */
  public List<Listener> now() throws IOException {
    Set<String> own = OwnSockets.of(process);
    List<SocketTable.Line> tcp = table("tcp");
    Set<Integer> connected = new HashSet<>();
    for (SocketTable.Line line : tcp) {
      if (line.isEstablished() && own.contains(line.inode())) {
        connected.add(line.localPort());
      }
    }
    List<Listener> listeners = new ArrayList<>();
    for (SocketTable.Line line : tcp) {
      if (line.isListening() && own.contains(line.inode())) {
        listeners.add(
            listener("tcp", line, tls(line.localPort(), connected.contains(line.localPort()))));
      }
    }
    for (SocketTable.Line line : table("udp")) {
      if (line.isUnconnected() && own.contains(line.inode())) {
        listeners.add(listener("udp", line, Listener.Tls.DATAGRAMS));
      }
    }
    return listeners;
  }

  private List<SocketTable.Line> table(String protocol) throws IOException {
    File folder = new File(process, "net");
    List<SocketTable.Line> lines = SocketTable.read(new File(folder, protocol));
    lines.addAll(SocketTable.read(new File(folder, protocol + "6")));
    return lines;
  }

  private Listener.Tls tls(int port, boolean connected) {
    if (tlsPorts.contains(port)) {
      return Listener.Tls.SEEN;
    }
    if (tlsPorts.includeUnknown()) {
      return Listener.Tls.UNKNOWN;
    }
    return connected ? Listener.Tls.CONNECTED_WITHOUT : Listener.Tls.NOT_SEEN;
  }

  private Listener listener(String protocol, SocketTable.Line line, Listener.Tls tls) {
    Endpoint endpoint =
        endpoints.forConnection(
            SupposedConnection.fromClient(line.localPort()), RequestedName.notKnownYet());
    return new Listener(
        protocol,
        line.localAddress(),
        line.localPort(),
        tls,
        endpoint != null && endpoint.mode().isActive());
  }
}
