package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.EngineChannels;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.SocketChannel;

/** The two ends of a channel of the JDK. */
final class SocketChannelEnds implements EngineChannels.Channel {

  private final WeakReference<Object> channel;

  /**
   * @param channel a {@code SocketChannel} or {@code AsynchronousSocketChannel}; of anything else
   *     the addresses are unknown
   */
  SocketChannelEnds(Object channel) {
    this.channel = new WeakReference<>(channel);
  }

  @Override
  public Addresses addresses() {
    Object open = channel.get();
    try {
      if (open instanceof SocketChannel) {
        return Addresses.of(
            ((SocketChannel) open).getLocalAddress(), ((SocketChannel) open).getRemoteAddress());
      }
      if (open instanceof AsynchronousSocketChannel) {
        AsynchronousSocketChannel asynchronous = (AsynchronousSocketChannel) open;
        return Addresses.of(asynchronous.getLocalAddress(), asynchronous.getRemoteAddress());
      }
    } catch (IOException closed) {
      return Addresses.UNKNOWN;
    }
    return Addresses.UNKNOWN;
  }
}
