package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.util.Collections;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * Jetty's {@code SslConnection}, server and client: its constructors, which have changed from
 * version to version, are all given the end point and the engine.
 */
final class Jetty extends AddressSource {

  private static final String END_POINT = "org.eclipse.jetty.io.EndPoint";
  private static final String[] LOCAL = {"getLocalSocketAddress", "getLocalAddress"};
  private static final String[] REMOTE = {"getRemoteSocketAddress", "getRemoteAddress"};
  private static final String[] RAW = {"getChannel", "getTransport"};

  Jetty(EngineChannels channels) {
    super(
        "Jetty",
        Collections.singletonList(
            WovenClass.of(
                "org/eclipse/jetty/io/ssl/SslConnection",
                HookPoint.atEntry("<init>", "(", new ConnectionMade(channels)))));
  }

  private static final class ConnectionMade implements AuditingHook {
    private final EngineChannels channels;

    ConnectionMade(EngineChannels channels) {
      this.channels = channels;
    }

    @Override
    public void onEnter(@Nullable Object[] frame) throws ReflectiveOperationException {
      SSLEngine engine = null;
      Object endPoint = null;
      for (Object argument : frame) {
        if (argument instanceof SSLEngine) {
          engine = (SSLEngine) argument;
        } else if (argument != null && implementsEndPoint(argument.getClass())) {
          endPoint = argument;
        }
      }
      if (engine != null && endPoint != null) {
        channels.assign(
            WrappedEngine.innermost(engine), new ForeignChannel(endPoint, LOCAL, REMOTE, RAW));
      }
    }

    private static boolean implementsEndPoint(@Nullable Class<?> type) {
      if (type == null) {
        return false;
      }
      if (type.getName().equals(END_POINT)) {
        return true;
      }
      for (Class<?> above : type.getInterfaces()) {
        if (implementsEndPoint(above)) {
          return true;
        }
      }
      return implementsEndPoint(type.getSuperclass());
    }
  }
}
