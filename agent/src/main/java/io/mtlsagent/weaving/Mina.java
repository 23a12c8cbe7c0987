package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Apache MINA. In 2.2 the handler of a session is made of the session and an engine, and is one of
 * two; in 2.0 and 2.1 it makes the engine itself, before the first handshake.
 */
final class Mina extends AddressSource {

  private static final String SESSION = "session.IoSession";
  private static final String[] LOCAL = {"getLocalAddress"};
  private static final String[] REMOTE = {"getRemoteAddress"};

  Mina(EngineChannels channels) {
    super(
        "MINA",
        Arrays.asList(
            handler("mina/filter/ssl/SSLHandlerG0", channels),
            handler("mina/filter/ssl/SSLHandlerG1", channels),
            WovenClass.anywhere(
                "mina/filter/ssl/SslHandler",
                HookPoint.atExit("init", "()", new EngineMade(channels)).ifPresent())));
  }

  private static WovenClass handler(String name, EngineChannels channels) {
    return WovenClass.anywhere(
        name,
        HookPoint.atEntry(
            "<init>",
            "(",
            new EngineWithChannel(channels, SESSION, LOCAL, REMOTE, ForeignChannel.UNREACHABLE)));
  }

  private static final class EngineMade implements AuditingHook {
    private final EngineChannels channels;

    EngineMade(EngineChannels channels) {
      this.channels = channels;
    }

    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
        throws ReflectiveOperationException {
      if (receiver != null) {
        SSLEngine engine = ForeignObject.fieldOfType(receiver, SSLEngine.class);
        Object session = ForeignObject.fieldOfTypeNamed(receiver, SESSION);
        if (engine != null && session != null) {
          channels.assign(
              WrappedEngine.innermost(engine),
              new ForeignChannel(session, LOCAL, REMOTE, ForeignChannel.UNREACHABLE));
        }
      }
      return value;
    }
  }
}
