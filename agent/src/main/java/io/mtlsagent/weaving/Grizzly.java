package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.util.Collections;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Grizzly, as GlassFish, Payara and Jersey use it: the context of a connection is given its engine
 * when it is configured, before any handshake.
 */
final class Grizzly extends AddressSource {

  private static final String[] LOCAL = {"getLocalAddress"};
  private static final String[] REMOTE = {"getPeerAddress"};

  Grizzly(EngineChannels channels) {
    super(
        "Grizzly",
        Collections.singletonList(
            WovenClass.of(
                "org/glassfish/grizzly/ssl/SSLConnectionContext",
                HookPoint.atEntry("configure", "(", new Configured(channels)))));
  }

  private static final class Configured implements AuditingHook {
    private final EngineChannels channels;

    Configured(EngineChannels channels) {
      this.channels = channels;
    }

    @Override
    public void onEnter(@Nullable Object[] frame) throws ReflectiveOperationException {
      Object context = frame[0];
      Object engine = frame[1];
      Object connection = context == null ? null : new ForeignObject(context).call("getConnection");
      if (engine instanceof SSLEngine && connection != null) {
        channels.assign(
            WrappedEngine.innermost((SSLEngine) engine),
            new ForeignChannel(connection, LOCAL, REMOTE, ForeignChannel.UNREACHABLE));
      }
    }
  }
}
