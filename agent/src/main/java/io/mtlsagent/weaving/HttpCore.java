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
                HookPoint.atExit("<init>", "(", new SessionMade(channels))),
            WovenClass.anywhere(
                "http/nio/reactor/ssl/SSLIOSession",
                HookPoint.atExit("<init>", "(", new OldSessionMade(channels)))));
  }

  private static final class SessionMade implements AuditingHook {
    private final EngineChannels channels;

    SessionMade(EngineChannels channels) {
      this.channels = channels;
    }

    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
        throws ReflectiveOperationException {
      SSLEngine engine =
          receiver == null ? null : ForeignObject.fieldOfType(receiver, SSLEngine.class);
      if (receiver != null && engine != null) {
        channels.assign(
            WrappedEngine.innermost(engine), new ForeignChannel(receiver, LOCAL, REMOTE));
      }
      return value;
    }
  }

  /** Of version 4. */
  private static final class OldSessionMade implements AuditingHook {
    private final EngineChannels channels;

    OldSessionMade(EngineChannels channels) {
      this.channels = channels;
    }

    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
        throws ReflectiveOperationException {
      SSLEngine engine =
          receiver == null ? null : ForeignObject.fieldOfType(receiver, SSLEngine.class);
      if (receiver != null && engine != null) {
        Object plain = ForeignObject.fieldOfTypeNamed(receiver, "nio.reactor.IOSession");
        Object channel = plain == null ? null : new ForeignObject(plain).call("channel");
        if (channel != null) {
          channels.assign(WrappedEngine.innermost(engine), new SocketChannelEnds(channel));
        }
      }
      return value;
    }
  }
}
