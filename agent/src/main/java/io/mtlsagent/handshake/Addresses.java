package io.mtlsagent.handshake;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** The two ends of a connection; an end that is not known is null. No name is ever looked up. */
public final class Addresses {

  /** Nothing is known. */
  public static final Addresses UNKNOWN = new Addresses(null, null);

  private final @Nullable InetSocketAddress local;
  private final @Nullable InetSocketAddress remote;

  private Addresses(@Nullable InetSocketAddress local, @Nullable InetSocketAddress remote) {
    this.local = local;
    this.remote = remote;
  }

  /** Of two socket addresses; those that are no Internet addresses count as unknown. */
  public static Addresses of(@Nullable SocketAddress local, @Nullable SocketAddress remote) {
    return new Addresses(resolved(local), resolved(remote));
  }

  /** Of a connected socket. */
  public static Addresses of(Socket socket) {
    InetAddress remote = socket.getInetAddress();
    int localPort = socket.getLocalPort();
    return new Addresses(
        localPort > 0 ? new InetSocketAddress(socket.getLocalAddress(), localPort) : null,
        remote == null ? null : new InetSocketAddress(remote, socket.getPort()));
  }

  private static @Nullable InetSocketAddress resolved(@Nullable SocketAddress address) {
    if (address instanceof InetSocketAddress && !((InetSocketAddress) address).isUnresolved()) {
      return (InetSocketAddress) address;
    }
    return null;
  }

  public @Nullable InetSocketAddress local() {
    return local;
  }

  public @Nullable InetSocketAddress remote() {
    return remote;
  }

  /** The local port; zero where it is not known. */
  public int localPort() {
    return local == null ? 0 : local.getPort();
  }

  public boolean isKnown() {
    return local != null || remote != null;
  }
}
