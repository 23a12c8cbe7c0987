package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.Ending;
import io.mtlsagent.handshake.EngineChannels;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Channel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Future;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

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

  @Override
  public boolean isOpen() {
    Object present = channel.get();
    return present instanceof Channel && ((Channel) present).isOpen();
  }

  /**
   * The owner of the channel is not told, but reads its end, and then closes it in its own way:
   * closed by somebody else, it might be counted as open for ever.
   */
  @Override
  public Ending end(SSLEngine engine) {
    Object present = channel.get();
    Ending ending = send(EngineAlert.of(engine), present) ? Ending.ALERT : Ending.CUT;
    cut();
    return ending;
  }

  /** Whether all was sent, or handed over. */
  static boolean send(ByteBuffer alert, @Nullable Object channel) {
    try {
      if (channel instanceof SocketChannel) {
        ((SocketChannel) channel).write(alert);
        return alert.limit() > 0 && !alert.hasRemaining();
      }
      if (channel instanceof AsynchronousSocketChannel) {
        Future<Integer> unused = ((AsynchronousSocketChannel) channel).write(alert);
        return alert.limit() > 0;
      }
    } catch (IOException | RuntimeException closedOrBusy) {
      return false;
    }
    return false;
  }

  @Override
  public void cut() {
    Object present = channel.get();
    try {
      if (present instanceof SocketChannel) {
        ((SocketChannel) present).shutdownOutput();
        ((SocketChannel) present).shutdownInput();
      } else if (present instanceof AsynchronousSocketChannel) {
        ((AsynchronousSocketChannel) present).shutdownOutput();
        ((AsynchronousSocketChannel) present).shutdownInput();
      }
    } catch (IOException | RuntimeException closed) {
      // which is what was wanted
    }
  }
}
