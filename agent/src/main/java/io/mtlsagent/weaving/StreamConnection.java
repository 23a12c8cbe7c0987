package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Addresses;
import io.mtlsagent.handshake.Ending;
import io.mtlsagent.handshake.EngineChannels;
import java.lang.ref.WeakReference;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a stream of Pekko or Akka: an actor has its channel, and a stage or its logic
 * has a reference to that actor; on the side of a client only once it is connected.
 */
final class StreamConnection implements EngineChannels.Channel {

  private volatile @Nullable WeakReference<Object> knower;
  private volatile @Nullable SocketChannelEnds ends;

  /** The first one told counts: a server's stage, which knows the connection from the beginning. */
  void knownBy(Object stageOrLogic) {
    if (knower == null) {
      knower = new WeakReference<>(stageOrLogic);
    }
  }

  private @Nullable SocketChannelEnds ends() {
    SocketChannelEnds found = ends;
    if (found == null) {
      try {
        SocketChannel channel = channel();
        found = channel == null ? null : new SocketChannelEnds(channel);
        ends = found;
      } catch (ReflectiveOperationException unknown) {
        return null;
      }
    }
    return found;
  }

  private @Nullable SocketChannel channel() throws ReflectiveOperationException {
    WeakReference<Object> reference = knower;
    Object present = reference == null ? null : reference.get();
    Object actor = present == null ? null : ForeignObject.fieldOfTypeNamed(present, ".ActorRef");
    Object cell = actor == null ? null : new ForeignObject(actor).call("underlying");
    Object connection = cell == null ? null : new ForeignObject(cell).call("actor");
    return connection == null ? null : ForeignObject.fieldOfType(connection, SocketChannel.class);
  }

  @Override
  public Addresses addresses() {
    SocketChannelEnds known = ends();
    return known == null ? Addresses.UNKNOWN : known.addresses();
  }

  @Override
  public boolean isOpen() {
    SocketChannelEnds known = ends();
    return known == null || known.isOpen();
  }

  @Override
  public Ending end(SSLEngine engine) {
    SocketChannelEnds known = ends();
    return known == null ? Ending.ENGINE : known.end(engine);
  }

  @Override
  public void cut() {
    SocketChannelEnds known = ends();
    if (known != null) {
      known.cut();
    }
  }
}
