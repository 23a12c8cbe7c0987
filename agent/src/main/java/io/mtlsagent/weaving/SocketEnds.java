package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.Ending;
import io.mtlsagent.handshake.EngineChannels;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.Socket;
import javax.net.ssl.SSLEngine;

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

  @Override
  public boolean isOpen() {
    Socket open = socket.get();
    return open != null && !open.isClosed();
  }

  /** To close such a socket sends what its engine has left to send. */
  @Override
  public Ending end(SSLEngine engine) {
    cut();
    return Ending.ALERT;
  }

  @Override
  public void cut() {
    Socket open = socket.get();
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException closed) {
      // which is what was wanted
    }
  }
}
