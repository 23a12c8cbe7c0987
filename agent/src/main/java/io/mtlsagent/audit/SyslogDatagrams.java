package io.mtlsagent.audit;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** One message, one datagram (RFC 5426). Whether any arrives is not known. */
final class SyslogDatagrams implements SyslogConnection {

  private final String host;
  private final int port;
  private volatile @Nullable DatagramSocket socket;

  SyslogDatagrams(String host, int port) {
    this.host = host;
    this.port = port;
  }

  @Override
  public void send(byte[] message) throws IOException {
    DatagramSocket open = socket;
    if (open == null || open.isClosed()) {
      open = new DatagramSocket();
      socket = open;
    }
    // Resolved each time: the JVM remembers it for a while, and a collector may move.
    InetAddress address = InetAddress.getByName(host);
    open.send(new DatagramPacket(message, message.length, address, port));
  }

  @Override
  public void abort() {
    DatagramSocket open = socket;
    if (open != null) {
      open.close();
    }
  }
}
