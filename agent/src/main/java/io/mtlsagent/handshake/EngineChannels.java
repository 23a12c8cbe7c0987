package io.mtlsagent.handshake;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import javax.net.ssl.SSLEngine;

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

    /** Whether it is open, as far as can be said. */
    boolean isOpen();

    /**
     * Closes the channel after sending the alert that the engine has left to send; may wait for a
     * lock that the application holds while it writes, until {@link #cut} comes.
     *
     * @return {@link Ending#ALERT} if the alert was sent or handed over, else {@link Ending#CUT}
     */
    Ending end(SSLEngine engine);

    /** Closes the channel, and never waits. */
    void cut();
  }

  private final WeakConcurrentMap<Object, Channel> known =
      new WeakConcurrentMap.WithInlinedExpunction<>();

  /** Remembers the channel of an engine. */
  public void assign(Object engine, Channel channel) {
    known.put(engine, channel);
  }

  /** Forgets the channel of an engine. */
  public void forget(Object engine) {
    known.remove(engine);
  }

  /** Whether the channel of an engine is known, be it one that has not connected yet. */
  public boolean isAssigned(Object engine) {
    return known.getIfPresent(engine) != null;
  }

  /** The addresses of an engine; unknown where no server told of it. */
  public Addresses of(Object engine) {
    Channel channel = known.getIfPresent(engine);
    return channel == null ? Addresses.UNKNOWN : channel.addresses();
  }

  /** Whether the engine's channel is open, and where no server told of one, the engine. */
  public boolean isOpen(SSLEngine engine) {
    Channel channel = known.getIfPresent(engine);
    return channel == null
        ? !(engine.isInboundDone() && engine.isOutboundDone())
        : channel.isOpen();
  }

  /** Closes the channel of an engine that has been ended and may have an alert to send. */
  public Ending end(SSLEngine engine) {
    Channel channel = known.getIfPresent(engine);
    return channel == null ? Ending.ENGINE : channel.end(engine);
  }

  /** Closes the channel of an engine, where it is known. */
  public void cut(SSLEngine engine) {
    Channel channel = known.getIfPresent(engine);
    if (channel != null) {
      channel.cut();
    }
  }
}
