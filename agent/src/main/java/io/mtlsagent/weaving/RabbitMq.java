package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.io.OutputStream;
import java.lang.reflect.Field;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.nio.channels.WritableByteChannel;
import java.util.Collections;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * The Java client of RabbitMQ where it uses engines ({@code useNio}). The method that shakes hands
 * is given the engine and a channel: that of the JDK, or what the JDK has made of its streams,
 * which have a time-out.
 */
final class RabbitMq extends AddressSource {

  RabbitMq(EngineChannels channels, BridgeDefinition bridge) {
    super(
        "RabbitMQ client",
        Collections.singletonList(
            WovenClass.anywhere(
                "rabbitmq/client/impl/nio/SslEngineHelper",
                HookPoint.atEntry("doHandshake", "(", new HandshakeBegins(channels, bridge)))));
  }

  static final class HandshakeBegins implements AuditingHook {

    /** A channel around a stream around a channel, or around its socket. */
    private static final int DEEPEST = 3;

    private final EngineChannels channels;
    private final BridgeDefinition bridge;

    HandshakeBegins(EngineChannels channels, BridgeDefinition bridge) {
      this.channels = channels;
      this.bridge = bridge;
    }

    @Override
    public void onEnter(@Nullable Object[] frame) throws ReflectiveOperationException {
      SSLEngine engine = null;
      SocketChannel channel = null;
      for (Object argument : frame) {
        if (argument instanceof SSLEngine) {
          engine = (SSLEngine) argument;
        } else if (argument instanceof WritableByteChannel) {
          channel = below(argument, DEEPEST);
        }
      }
      if (engine != null && channel != null) {
        channels.assign(WrappedEngine.innermost(engine), new SocketChannelEnds(channel));
      }
    }

    private @Nullable SocketChannel below(@Nullable Object part, int depth)
        throws ReflectiveOperationException {
      if (part instanceof SocketChannel) {
        return (SocketChannel) part;
      }
      if (part instanceof Socket) {
        return ((Socket) part).getChannel();
      }
      if (part == null || depth == 0) {
        return null;
      }
      for (Field field : ForeignObject.fields(part.getClass(), HandshakeBegins::isWrittenTo)) {
        bridge.openPackageOf(field.getDeclaringClass());
        field.setAccessible(true);
        SocketChannel found = below(field.get(part), depth - 1);
        if (found != null) {
          return found;
        }
      }
      return null;
    }

    private static boolean isWrittenTo(Class<?> type) {
      return OutputStream.class.isAssignableFrom(type)
          || Socket.class.isAssignableFrom(type)
          || WritableByteChannel.class.isAssignableFrom(type);
    }
  }
}
