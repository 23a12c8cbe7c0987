package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpCore, asynchronous servers and clients: the secure session makes its engine in its
 * constructor. In version 5 it tells the addresses of the plain one; in version 4 the plain one has
 * the channel of the JDK.
 */
final class HttpCore extends AddressSource {

  private static final String[] LOCAL = {"getLocalAddress"};
  private static final String[] REMOTE = {"getRemoteAddress"};

  HttpCore(EngineChannels channels) {
    super(
        "HttpCore",
        Arrays.asList(
            WovenClass.anywhere(
                "hc/core5/reactor/ssl/SSLIOSession",
                HookPoint.atExit("<init>", "(", new Version5(channels))),
            WovenClass.anywhere(
                "http/nio/reactor/ssl/SSLIOSession",
                HookPoint.atExit("<init>", "(", new Version4(channels)))));
  }

  private abstract static class SessionMade implements AuditingHook {
    private final EngineChannels channels;

    SessionMade(EngineChannels channels) {
      this.channels = channels;
    }

    /** What the session is connected to; null where that is not known. */
    abstract EngineChannels.@Nullable Channel channel(Object session)
        throws ReflectiveOperationException;

    @Override
    public final @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
        throws ReflectiveOperationException {
      SSLEngine engine =
          receiver == null ? null : ForeignObject.fieldOfType(receiver, SSLEngine.class);
      if (receiver != null && engine != null) {
        EngineChannels.Channel channel = channel(receiver);
        if (channel != null) {
          channels.assign(WrappedEngine.innermost(engine), channel);
        }
      }
      return value;
    }
  }

  private static final class Version5 extends SessionMade {
    Version5(EngineChannels channels) {
      super(channels);
    }

    @Override
    EngineChannels.Channel channel(Object session) {
      return new ForeignChannel(session, LOCAL, REMOTE);
    }
  }

  private static final class Version4 extends SessionMade {
    Version4(EngineChannels channels) {
      super(channels);
    }

    @Override
    EngineChannels.@Nullable Channel channel(Object session) throws ReflectiveOperationException {
      Object plain = ForeignObject.fieldOfTypeNamed(session, "nio.reactor.IOSession");
      Object channel = plain == null ? null : new ForeignObject(plain).call("channel");
      return channel == null ? null : new SocketChannelEnds(channel);
    }
  }
}
