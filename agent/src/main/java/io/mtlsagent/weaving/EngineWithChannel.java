package io.mtlsagent.weaving;

import io.mtlsagent.handshake.EngineChannels;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * A method or constructor that is given an engine and, beside it, the library's own kind of channel
 * that it works for.
 */
final class EngineWithChannel implements AuditingHook {

  private final EngineChannels channels;
  private final WrappedChannel wrapped;
  private final String[] localMethods;
  private final String[] remoteMethods;
  private final String[] rawMethods;

  /**
   * @param channelType what the name of a class or interface of the channel ends with
   * @param localMethods see {@link ForeignChannel}, also for the others
   */
  EngineWithChannel(
      EngineChannels channels,
      String channelType,
      String[] localMethods,
      String[] remoteMethods,
      String... rawMethods) {
    this.channels = channels;
    this.wrapped = new WrappedChannel(channelType);
    this.localMethods = localMethods.clone();
    this.remoteMethods = remoteMethods.clone();
    this.rawMethods = rawMethods.clone();
  }

  @Override
  public void onEnter(@Nullable Object[] frame) throws ReflectiveOperationException {
    SSLEngine engine = null;
    EngineChannels.Channel channel = null;
    for (Object argument : frame) {
      if (argument instanceof SSLEngine) {
        engine = (SSLEngine) argument;
      } else if (argument != null && wrapped.isOfType(argument.getClass())) {
        Object inner = wrapped.innermost(argument);
        channel =
            inner == null
                ? null
                : new ForeignChannel(argument, inner, localMethods, remoteMethods, rawMethods);
      }
    }
    if (engine != null && channel != null) {
      channels.assign(WrappedEngine.innermost(engine), channel);
    }
  }
}
