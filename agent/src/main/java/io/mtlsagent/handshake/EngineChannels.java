package io.mtlsagent.handshake;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;

/**
 * Which connection an engine works for. An engine does not know this itself; the server that owns
 * it is watched while it puts the two together. Engines are held weakly.
 */
public final class EngineChannels {

  /**
   * The ends of a channel, read anew each time: a client's are not known before it has connected.
   * An implementation must not hold the channel strongly: the channel holds the engine.
   */
  public interface Channel {
    Addresses addresses();
  }

  private final WeakConcurrentMap<Object, Channel> known =
      new WeakConcurrentMap.WithInlinedExpunction<>();

  /** Remembers the channel of an engine. */
  public void assign(Object engine, Channel channel) {
    known.put(engine, channel);
  }

  /** The addresses of an engine; unknown where no server told of it. */
  public Addresses of(Object engine) {
    Channel channel = known.getIfPresent(engine);
    return channel == null ? Addresses.UNKNOWN : channel.addresses();
  }
}
