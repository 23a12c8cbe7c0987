package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's {@code com.sun.net.httpserver.HttpsServer}. For each accepted channel it makes an
 * {@code SSLStreams}, whose constructor makes the engine and keeps both in fields; the handshake
 * begins later, with the first read.
 */
final class JdkHttpsServer extends AddressSource {

  JdkHttpsServer(EngineChannels channels, BridgeDefinition bridge) {
    super(
        "JDK HttpsServer",
        Collections.singletonList(
            WovenClass.of(
                "sun/net/httpserver/SSLStreams",
                HookPoint.atExit("<init>", "(", new StreamsMade(channels, bridge)))));
  }

  private static final class StreamsMade implements AuditingHook {
    private final EngineChannels channels;
    private final BridgeDefinition bridge;

    StreamsMade(EngineChannels channels, BridgeDefinition bridge) {
      this.channels = channels;
      this.bridge = bridge;
    }

    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
        throws ReflectiveOperationException {
      if (receiver != null) {
        bridge.openPackageOf(receiver.getClass());
        SSLEngine engine = ForeignObject.fieldOfType(receiver, SSLEngine.class);
        SocketChannel channel = ForeignObject.fieldOfType(receiver, SocketChannel.class);
        if (engine != null && channel != null) {
          channels.assign(WrappedEngine.innermost(engine), new SocketChannelEnds(channel));
        }
      }
      return value;
    }
  }
}
