package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.EngineChannels;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** The channel of a library that tells both its addresses by a method each. */
final class ForeignChannel implements EngineChannels.Channel {

  private final ForeignObject channel;
  private final String[] localMethods;
  private final String[] remoteMethods;

  /**
   * @param localMethods the names that the method for our address has had, newest first
   * @param remoteMethods the same for the peer's address
   */
  ForeignChannel(Object channel, String[] localMethods, String[] remoteMethods) {
    this.channel = new ForeignObject(channel);
    this.localMethods = localMethods.clone();
    this.remoteMethods = remoteMethods.clone();
  }

  @Override
  public Addresses addresses() {
    try {
      return Addresses.of(
          address(channel.call(localMethods)), address(channel.call(remoteMethods)));
    } catch (ReflectiveOperationException unknown) {
      return Addresses.UNKNOWN; // the strictest rule that could apply then holds
    }
  }

  private static @Nullable SocketAddress address(@Nullable Object value) {
    return value instanceof SocketAddress ? (SocketAddress) value : null;
  }
}
