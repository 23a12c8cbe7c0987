package io.mtlsagent.weaving;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import io.mtlsagent.handshake.EngineChannels;
import io.mtlsagent.policy.Role;
import java.nio.ByteBuffer;

/**
 * Channels of SunJSSE's engines whose owners told nothing of them. Found twice: by the ClientHello,
 * so that the rules of the connection's port hold from the beginning, and for certain by the hello
 * that this side has written. What is not certain in the end is forgotten.
 */
final class FoundChannels {

  private final PassingHellos hellos;
  private final ChannelWatch watch;
  private final EngineChannels channels;
  private final SunJsseTransports transports;

  /** The engines whose channels were found here, and by what. */
  private final WeakConcurrentMap<Object, Certainty> found =
      new WeakConcurrentMap.WithInlinedExpunction<>();

  private enum Certainty {
    SUPPOSED,
    CERTAIN
  }

  FoundChannels(
      PassingHellos hellos,
      ChannelWatch watch,
      EngineChannels channels,
      SunJsseTransports transports) {
    this.hellos = hellos;
    this.watch = watch;
    this.channels = channels;
    this.transports = transports;
  }

  /**
   * A client begins: its hello is yet to be written. Perhaps its channel is known and has only no
   * addresses yet, as where Pekko connects on another thread.
   */
  void clientBegins(SunJsseTransport transport) {
    if (transport.isOfUnknownChannel()
        && !channels.isAssigned(transport.key())
        && !transport.mayBeInMemory()) {
      watch.begin();
    }
  }

  /**
   * A server's ClientHello has come.
   *
   * @param clientHello the message's body; its position is not moved
   * @return whether more is known of the connection now
   */
  boolean helloArrives(SunJsseTransport transport, ByteBuffer clientHello) {
    if (!watch.isOn() || !transport.isOfUnknownChannel()) {
      return false;
    }
    HelloRandom random = HelloRandom.ofMessage(clientHello);
    Object channel = random == null ? null : hellos.reader(random);
    if (channel == null) {
      return false;
    }
    assign(transport.key(), channel, Certainty.SUPPOSED);
    return true;
  }

  /** Nobody has told of the channel, and it is no pair of engines in memory. */
  void isMissed() {
    watch.begin();
  }

  /** The handshake ends well: what was supposed is confirmed, mended or taken back. */
  void settle(SunJsseTransport transport) {
    if (watch.isOn()) {
      confirm(transport);
      takeBack(transport.key());
    }
  }

  private void takeBack(Object key) {
    if (found.getIfPresent(key) == Certainty.SUPPOSED) {
      channels.forget(key);
      found.remove(key);
    }
  }

  /** The handshake ends; what was supposed stays if this side has not come to its hello. */
  void confirm(SunJsseTransport transport) {
    if (!watch.isOn() || !isOpen(transport)) {
      return;
    }
    Object handshakeContext = transport.handshakeContext();
    if (handshakeContext == null) {
      return;
    }
    SunJsseFields fields = transports.fields();
    HelloRandom own =
        transport.role() == Role.SERVER
            ? fields.serverRandom(handshakeContext)
            : fields.clientRandom(handshakeContext);
    Object channel = own == null ? null : hellos.writer(own);
    if (channel != null) {
      assign(transport.key(), channel, Certainty.CERTAIN);
    } else if (own != null) {
      takeBack(transport.key());
    }
  }

  private boolean isOpen(SunJsseTransport transport) {
    Certainty certainty = found.getIfPresent(transport.key());
    return certainty == Certainty.SUPPOSED || (certainty == null && transport.isOfUnknownChannel());
  }

  private void assign(Object engine, Object channel, Certainty certainty) {
    channels.assign(engine, new SocketChannelEnds(channel));
    found.put(engine, certainty);
  }
}
