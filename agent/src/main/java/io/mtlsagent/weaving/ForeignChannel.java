package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.Ending;
import io.mtlsagent.handshake.EngineChannels;
import java.net.SocketAddress;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * The channel of a library that tells both its addresses by a method each, and has the methods
 * {@code isOpen} (or {@code isConnected}) and {@code close}, which do not block and may be called
 * by any thread.
 */
final class ForeignChannel implements EngineChannels.Channel {

  /** For a library that lets nobody have the channel of the JDK below. */
  static final String UNREACHABLE = "";

  private final ForeignObject channel;
  private final ForeignObject addressed;
  private final String[] localMethods;
  private final String[] remoteMethods;
  private final String[] rawMethods;

  /**
   * @param localMethods the names that the method for our address has had, newest first
   * @param remoteMethods the same for the peer's address
   * @param rawMethods the same for the channel of the JDK below; none where {@code close} itself
   *     sends what the engine has left to send
   */
  ForeignChannel(
      Object channel, String[] localMethods, String[] remoteMethods, String... rawMethods) {
    this(channel, channel, localMethods, remoteMethods, rawMethods);
  }

  /**
   * @param addressed the channel below, which tells the true addresses
   */
  ForeignChannel(
      Object channel,
      Object addressed,
      String[] localMethods,
      String[] remoteMethods,
      String... rawMethods) {
    this.channel = new ForeignObject(channel);
    this.addressed = new ForeignObject(addressed);
    this.localMethods = localMethods.clone();
    this.remoteMethods = remoteMethods.clone();
    this.rawMethods = rawMethods.clone();
  }

  @Override
  public Addresses addresses() {
    try {
      return Addresses.of(
          address(addressed.call(localMethods)), address(addressed.call(remoteMethods)));
    } catch (ReflectiveOperationException unknown) {
      return Addresses.UNKNOWN; // the strictest rule that could apply then holds
    }
  }

  private static @Nullable SocketAddress address(@Nullable Object value) {
    return value instanceof SocketAddress ? (SocketAddress) value : null;
  }

  @Override
  public boolean isOpen() {
    try {
      return Boolean.TRUE.equals(channel.call("isOpen", "isConnected"));
    } catch (ReflectiveOperationException unknown) {
      return true;
    }
  }

  @Override
  public Ending end(SSLEngine engine) {
    boolean told = rawMethods.length == 0 || tell(engine);
    cut();
    return told ? Ending.ALERT : Ending.CUT;
  }

  private boolean tell(SSLEngine engine) {
    try {
      return SocketChannelEnds.send(EngineAlert.of(engine), channel.call(rawMethods));
    } catch (ReflectiveOperationException unknown) {
      return false;
    }
  }

  @Override
  public void cut() {
    try {
      channel.call("close");
    } catch (ReflectiveOperationException | RuntimeException e) {
      // It is closed, or the engine, which carries no data any more, has to do.
    }
  }
}
