package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import io.mtlsagent.handshake.Handshake;
import io.mtlsagent.handshake.HandshakeThreads;
import io.mtlsagent.handshake.Handshakes;
import java.util.Collections;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Netty's {@code SslHandler}. It is given its engine by the constructor and its channel when it is
 * added to a pipeline, before any handshake; on the client side before the connection is made, so
 * the addresses are read when they are asked for.
 */
final class Netty extends AddressSource {

  /** The executor of a handler that is given none. */
  private static final String BY_DEFAULT = "netty.util.concurrent.ImmediateExecutor";

  private static final String[] LOCAL = {"localAddress"};
  private static final String[] REMOTE = {"remoteAddress"};

  Netty(Handshakes handshakes, HandshakeThreads threads, EngineChannels channels) {
    super(
        "Netty",
        Collections.singletonList(
            WovenClass.anywhere(
                "io/netty/handler/ssl/SslHandler",
                HookPoint.atEntry("handlerAdded", "(", new HandlerAdded(channels)),
                HookPoint.atEntry("setHandshakeFailure", "(", new GivenUp(handshakes)).ifPresent(),
                HookPoint.atEntry("closeOutboundAndChannel", "(", new GivenUp(handshakes))
                    .ifPresent(),
                HookPoint.atEntry(
                        "<init>",
                        "(Ljavax/net/ssl/SSLEngine;ZLjava/util/concurrent/Executor;",
                        new DelegatedTasks(handshakes, threads, 3, BY_DEFAULT))
                    .ifPresent())));
  }

  /**
   * The event loop is about to close the engine, for which it must have its lock: with OpenSSL the
   * task of a check holds it while it waits.
   */
  private static final class GivenUp implements AuditingHook {
    private final Handshakes handshakes;

    GivenUp(Handshakes handshakes) {
      this.handshakes = handshakes;
    }

    @Override
    public void onEnter(@Nullable Object[] frame) throws ReflectiveOperationException {
      Object handler = frame[0];
      SSLEngine engine =
          handler == null ? null : ForeignObject.fieldOfType(handler, SSLEngine.class);
      Handshake handshake = engine == null ? null : handshakes.of(WrappedEngine.innermost(engine));
      if (handshake != null) {
        handshake.peerLeaves();
      }
    }
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
