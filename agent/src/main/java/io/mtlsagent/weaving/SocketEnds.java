package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.EngineChannels;
import java.lang.ref.WeakReference;
import java.net.Socket;

/** The two ends of a socket that lets an engine work for it. */
final class SocketEnds implements EngineChannels.Channel {

  private final WeakReference<Socket> socket;

  SocketEnds(Socket socket) {
    this.socket = new WeakReference<>(socket);
  }

  @Override
  public Addresses addresses() {
    Socket open = socket.get();
    return open == null ? Addresses.UNKNOWN : Addresses.of(open);
  }
}
