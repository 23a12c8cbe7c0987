package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import io.mtlsagent.handshake.Handshakes;
import java.util.Collections;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Netty's {@code SslHandler}. It is given its engine by the constructor and its channel when it is
 * added to a pipeline, before any handshake; on the client side before the connection is made, so
 * the addresses are read when they are asked for.
 */
final class Netty extends AddressSource {

  private static final String[] LOCAL = {"localAddress"};
  private static final String[] REMOTE = {"remoteAddress"};

  Netty(Handshakes handshakes, EngineChannels channels) {
    super(
        "Netty",
        Collections.singletonList(
            WovenClass.anywhere(
                "io/netty/handler/ssl/SslHandler",
                HookPoint.atEntry("handlerAdded", "(", new HandlerAdded(channels)),
                HookPoint.atEntry(
                        "<init>",
                        "(Ljavax/net/ssl/SSLEngine;ZLjava/util/concurrent/Executor;",
                        new DelegatedTasks(handshakes, 3, Netty::isOfLoop))
                    .ifPresent())));
  }

  /** The handler's default. */
  private static boolean isOfLoop(@Nullable Executor executor) {
    return executor != null
        && executor.getClass().getName().endsWith("netty.util.concurrent.ImmediateExecutor");
  }

  private static final class HandlerAdded implements AuditingHook {
    private final EngineChannels channels;

    HandlerAdded(EngineChannels channels) {
      this.channels = channels;
    }

    @Override
    public void onEnter(@Nullable Object[] frame) throws ReflectiveOperationException {
      Object handler = frame[0];
      Object context = frame[1];
      if (handler == null || context == null) {
        return;
      }
      SSLEngine engine = ForeignObject.fieldOfType(handler, SSLEngine.class);
      Object channel = new ForeignObject(context).call("channel");
      if (engine != null && channel != null) {
        channels.assign(
            WrappedEngine.innermost(engine), new ForeignChannel(channel, LOCAL, REMOTE));
      }
    }
  }
}
