package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.Ending;
import io.mtlsagent.handshake.EngineChannels;
import java.lang.ref.WeakReference;
import java.lang.reflect.Method;
import java.util.Collections;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's {@code java.net.http}. A secure connection makes its engine in its constructor; it
 * knows its channel from then on, connected or not.
 */
final class JavaHttpClient extends AddressSource {

  JavaHttpClient(EngineChannels channels, BridgeDefinition bridge) {
    super(
        "java.net.http",
        Collections.singletonList(
            WovenClass.of(
                "jdk/internal/net/http/AbstractAsyncSSLConnection",
                HookPoint.atExit("<init>", "(", new ConnectionMade(channels, bridge)))));
  }

  private static final class ConnectionMade implements AuditingHook {
    private final EngineChannels channels;
    private final BridgeDefinition bridge;

    ConnectionMade(EngineChannels channels, BridgeDefinition bridge) {
      this.channels = channels;
      this.bridge = bridge;
    }

    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
        throws ReflectiveOperationException {
      if (receiver != null) {
        bridge.openPackageOf(receiver.getClass());
        SSLEngine engine = ForeignObject.fieldOfType(receiver, SSLEngine.class);
        if (engine != null) {
          channels.assign(WrappedEngine.innermost(engine), new Connection(receiver));
        }
      }
      return value;
    }
  }

  /** Its method {@code channel} is not public. */
  private static final class Connection implements EngineChannels.Channel {
    private final WeakReference<Object> connection;

    Connection(Object connection) {
      this.connection = new WeakReference<>(connection);
    }

    @Override
    public Addresses addresses() {
      SocketChannelEnds ends = ends();
      return ends == null ? Addresses.UNKNOWN : ends.addresses();
    }

    @Override
    public boolean isOpen() {
      SocketChannelEnds ends = ends();
      return ends != null && ends.isOpen();
    }

    @Override
    public Ending end(SSLEngine engine) {
      SocketChannelEnds ends = ends();
      return ends == null ? Ending.ENGINE : ends.end(engine);
    }

    @Override
    public void cut() {
      SocketChannelEnds ends = ends();
      if (ends != null) {
        ends.cut();
      }
    }

    private @Nullable SocketChannelEnds ends() {
      Object open = connection.get();
      try {
        Object channel = open == null ? null : channelMethod(open.getClass()).invoke(open);
        return channel == null ? null : new SocketChannelEnds(channel);
      } catch (ReflectiveOperationException unknown) {
        return null; // the strictest rule that could apply then holds
      }
    }

    private static Method channelMethod(Class<?> type) throws NoSuchMethodException {
      for (Class<?> c = type; c != null; c = c.getSuperclass()) {
        try {
          Method method = c.getDeclaredMethod("channel");
          method.setAccessible(true);
          return method;
        } catch (NoSuchMethodException e) {
          // then the class above has it
        }
      }
      throw new NoSuchMethodException(type + ".channel");
    }
  }
}
