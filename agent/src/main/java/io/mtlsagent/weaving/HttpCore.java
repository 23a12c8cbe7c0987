package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.util.Collections;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Apache HttpCore 5, asynchronous servers and clients: the secure session makes its engine in its
 * constructor, and tells the addresses of the plain one.
 */
final class HttpCore extends AddressSource {

  private static final String[] LOCAL = {"getLocalAddress"};
  private static final String[] REMOTE = {"getRemoteAddress"};

  HttpCore(EngineChannels channels) {
    super(
        "HttpCore",
        Collections.singletonList(
            WovenClass.anywhere(
                "hc/core5/reactor/ssl/SSLIOSession",
                HookPoint.atExit("<init>", "(", new SessionMade(channels)))));
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
}
