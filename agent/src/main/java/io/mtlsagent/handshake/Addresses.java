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

  private static final int HIGHEST_PORT = 65_535;

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

  /**
   * Of a connected socket. One that runs through a tunnel may be of a class of its own, which knows
   * no port or throws: then that end is not known.
   */
  public static Addresses of(Socket socket) {
    try {
      return new Addresses(
          address(socket.getLocalAddress(), socket.getLocalPort()),
          address(socket.getInetAddress(), socket.getPort()));
    } catch (RuntimeException foreign) {
      return UNKNOWN;
    }
  }

  private static @Nullable InetSocketAddress address(@Nullable InetAddress address, int port) {
    return address == null || port <= 0 || port > HIGHEST_PORT
        ? null
        : new InetSocketAddress(address, port);
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
