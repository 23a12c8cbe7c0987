package io.mtlsagent.weaving;

import static io.mtlsagent.weaving.SunJsseFields.get;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The handshakes of client engines whose channel nobody knows: if a server engine of this JVM hears
 * one of their ClientHellos, the two may be a pair in memory.
 */
final class SunJssePairs {

  /** A pair is made and shaken at once; older ones are clients of servers elsewhere. */
  private static final int REMEMBERED = 64;

  /** legacy_version comes before random (RFC 8446, section 4.1.2). */
  private static final int RANDOM_OFFSET = 2;

  private static final int RANDOM_LENGTH = 32;

  private final Deque<WeakReference<Object>> newestFirst = new ArrayDeque<>();

  /** A client engine of unknown channel begins a handshake. */
  synchronized void remember(Object clientHandshake) {
    newestFirst.addFirst(new WeakReference<>(clientHandshake));
    if (newestFirst.size() > REMEMBERED) {
      newestFirst.removeLast();
    }
  }

  /**
   * The handshake whose ClientHello this is.
   *
   * @param clientHello the message's body; its position is not moved
   * @return null if no engine of this JVM has sent it
   */
  synchronized @Nullable Object senderOf(ByteBuffer clientHello, SunJsseFields fields) {
    byte[] random = random(clientHello);
    if (random == null) {
      return null;
    }
    for (Iterator<WeakReference<Object>> i = newestFirst.iterator(); i.hasNext(); ) {
      Object handshake = i.next().get();
      if (handshake == null) {
        i.remove();
      } else if (Arrays.equals(random, sent(handshake, fields))) {
        return handshake;
      }
    }
    return null;
  }

  private static byte @Nullable [] sent(Object handshake, SunJsseFields fields) {
    return (byte[]) get(fields.randomBytes, get(fields.handshakeRandom, handshake));
  }

  private static byte @Nullable [] random(ByteBuffer clientHello) {
    ByteBuffer message = clientHello.duplicate();
    if (message.remaining() < RANDOM_OFFSET + RANDOM_LENGTH) {
      return null;
    }
    message.position(message.position() + RANDOM_OFFSET);
    byte[] random = new byte[RANDOM_LENGTH];
    message.get(random);
    return random;
  }
}
