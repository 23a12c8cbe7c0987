package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * A method or constructor that is given an engine and, beside it, the JDK's channel that it works
 * for, or the key by which a selector knows that one.
 */
final class EngineWithJdkChannel implements AuditingHook {

  private final EngineChannels channels;

  EngineWithJdkChannel(EngineChannels channels) {
    this.channels = channels;
  }

  @Override
  public void onEnter(@Nullable Object[] frame) throws IllegalAccessException {
    SSLEngine engine = null;
    Object channel = null;
    for (Object argument : frame) {
      if (argument instanceof SSLEngine) {
        engine = (SSLEngine) argument;
      } else if (argument instanceof SocketChannel) {
        channel = argument;
      } else if (argument instanceof SelectionKey) {
        channel = ((SelectionKey) argument).channel();
      }
    }
    if (engine != null && channel != null) {
      channels.assign(WrappedEngine.innermost(engine), new SocketChannelEnds(channel));
    }
  }
}
