package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Tomcat's NIO and NIO2 connectors. A secure channel reads the ClientHello's server name first and
 * then lets its end point make an engine, on the same thread and within {@code handshake}; the end
 * point does not say for which channel, so the thread remembers it.
 */
final class Tomcat extends AddressSource {

  Tomcat(EngineChannels channels) {
    this(new ThreadLocal<@Nullable Object>(), channels);
  }

  private Tomcat(ThreadLocal<@Nullable Object> shaking, EngineChannels channels) {
    super(
        "Tomcat",
        Arrays.asList(
            secureChannel("org/apache/tomcat/util/net/SecureNioChannel", shaking),
            secureChannel("org/apache/tomcat/util/net/SecureNio2Channel", shaking),
            WovenClass.of(
                "org/apache/tomcat/util/net/AbstractJsseEndpoint",
                HookPoint.atExit("createSSLEngine", "(", new EngineMade(shaking, channels))),
            // has taken over from the one above in newer versions of Tomcat 11
            WovenClass.of(
                "org/apache/tomcat/util/net/AbstractEndpoint",
                HookPoint.atExit("createSSLEngine", "(", new EngineMade(shaking, channels))
                    .ifPresent())));
  }

  private static WovenClass secureChannel(String name, ThreadLocal<@Nullable Object> shaking) {
    return WovenClass.of(name, HookPoint.atEntry("processSNI", "()", new ServerNameRead(shaking)));
  }

  private static final class ServerNameRead implements AuditingHook {
    @SuppressWarnings("ThreadLocalUsage") // there is one instance a JVM, and no static state
    private final ThreadLocal<@Nullable Object> shaking;

    ServerNameRead(ThreadLocal<@Nullable Object> shaking) {
      this.shaking = shaking;
    }

    @Override
    public void onEnter(@Nullable Object[] frame) throws ReflectiveOperationException {
      Object channel = frame[0];
      shaking.set(channel == null ? null : new ForeignObject(channel).call("getIOChannel"));
    }
  }

  private static final class EngineMade implements AuditingHook {
    @SuppressWarnings("ThreadLocalUsage") // there is one instance a JVM, and no static state
    private final ThreadLocal<@Nullable Object> shaking;

    private final EngineChannels channels;

    EngineMade(ThreadLocal<@Nullable Object> shaking, EngineChannels channels) {
      this.shaking = shaking;
      this.channels = channels;
    }

    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
        throws ReflectiveOperationException {
      Object channel = shaking.get();
      shaking.remove();
      if (channel != null && value instanceof SSLEngine) {
        channels.assign(WrappedEngine.innermost((SSLEngine) value), new SocketChannelEnds(channel));
      }
      return value;
    }
  }
}
