package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Pekko and Akka, streams and HTTP. A stream is a graph of stages, and one of TLS among them knows
 * nothing of the one of TCP: but both are materialized in one call. Within it, the properties of
 * the actor that does TLS are made, with the function that makes its engine; that one is given
 * another that tells the engine's channel, for the actor itself begins the handshake as soon as it
 * is made, on another thread.
 */
final class Pekko extends AddressSource {

  private static final String MATERIALIZE = "materialize";
  private static final String ANY = "(";

  Pekko(EngineChannels channels) {
    this(channels, new ThreadLocal<>());
  }

  private Pekko(EngineChannels channels, ThreadLocal<StreamGraph> materialized) {
    super(
        "Pekko",
        Arrays.asList(
            WovenClass.anywhere(
                "stream/impl/PhasedFusingActorMaterializer",
                HookPoint.atEntry(MATERIALIZE, ANY, new Begun(materialized)),
                HookPoint.atExit(MATERIALIZE, ANY, new Ended(materialized))),
            WovenClass.anywhere(
                "stream/impl/io/TcpConnectionStage$TcpStreamLogic",
                HookPoint.atExit("<init>", ANY, new ConnectionMade(materialized))),
            WovenClass.anywhere(
                "stream/impl/io/TLSActor$",
                HookPoint.atEntry("props", ANY, new TlsMade(channels, materialized)))));
  }

  private static final class Begun implements AuditingHook {
    private final ThreadLocal<StreamGraph> materialized;

    Begun(ThreadLocal<StreamGraph> materialized) {
      this.materialized = materialized;
    }

    @Override
    public void onEnter(@Nullable Object[] frame) {
      Object graph = frame[1];
      if (graph != null) {
        materialized.set(new StreamGraph(graph));
      }
    }
  }

  /** What comes after a stream that was materialized within another one is not told apart. */
  private static final class Ended implements AuditingHook {
    private final ThreadLocal<StreamGraph> materialized;

    Ended(ThreadLocal<StreamGraph> materialized) {
      this.materialized = materialized;
    }

    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      materialized.remove();
      return value;
    }
  }

  private static final class ConnectionMade implements AuditingHook {
    private final ThreadLocal<StreamGraph> materialized;

    ConnectionMade(ThreadLocal<StreamGraph> materialized) {
      this.materialized = materialized;
    }

    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      StreamGraph graph = materialized.get();
      if (graph != null && receiver != null) {
        graph.connectionMade(receiver);
      }
      return value;
    }
  }

  private static final class TlsMade implements AuditingHook {
    private final EngineChannels channels;
    private final ThreadLocal<StreamGraph> materialized;

    TlsMade(EngineChannels channels, ThreadLocal<StreamGraph> materialized) {
      this.channels = channels;
      this.materialized = materialized;
    }

    @Override
    public void onEnter(@Nullable Object[] frame) throws ReflectiveOperationException {
      StreamGraph graph = materialized.get();
      EngineChannels.Channel channel = graph == null ? null : graph.onlyConnection();
      for (int i = 0; channel != null && i < frame.length; i++) {
        Class<?> function = frame[i] == null ? null : function(frame[i].getClass());
        if (function != null) {
          frame[i] =
              Proxy.newProxyInstance(
                  function.getClassLoader(),
                  new Class<?>[] {function},
                  new EngineMaker(frame[i], channel, channels));
          return;
        }
      }
    }

    /** The first function among the arguments is the one that makes the engine. */
    private static @Nullable Class<?> function(@Nullable Class<?> type) {
      for (Class<?> c = type; c != null; c = c.getSuperclass()) {
        for (Class<?> implemented : c.getInterfaces()) {
          // of the actor system in Akka and in Pekko 1, of nothing from Pekko 2 on
          if (implemented.getName().equals("scala.Function1")
              || implemented.getName().equals("scala.Function0")) {
            return implemented;
          }
        }
      }
      return null;
    }
  }

  private static final class EngineMaker implements InvocationHandler {
    private final Object maker;
    private final EngineChannels.Channel channel;
    private final EngineChannels channels;

    EngineMaker(Object maker, EngineChannels.Channel channel, EngineChannels channels) {
      this.maker = maker;
      this.channel = channel;
      this.channels = channels;
    }

    @Override
    public @Nullable Object invoke(
        Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      try {
        Object made = method.invoke(maker, arguments);
        if (made instanceof SSLEngine) {
          channels.assign(WrappedEngine.innermost((SSLEngine) made), channel);
        }
        return made;
      } catch (InvocationTargetException e) {
        throw e.getCause() == null ? e : e.getCause();
      }
    }
  }
}
