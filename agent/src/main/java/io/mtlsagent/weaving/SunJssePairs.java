package io.mtlsagent.weaving;

import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The handshakes of client engines whose channel nobody knows and that were given no port: if a
 * server engine of this JVM hears one of their ClientHellos on the same thread, the two may be a
 * pair in memory. Thread and port tell a pair from a client that was connected to this JVM's own
 * server over the network by somebody who passes the bytes on: those two share a secret too.
 */
final class SunJssePairs {

  /** A pair is made and shaken at once; older ones are clients of servers elsewhere. */
  private static final int REMEMBERED = 64;

  private final Deque<Sender> newestFirst = new ArrayDeque<>();

  private static final class Sender {
    final WeakReference<Object> handshake;
    final WeakReference<Thread> thread = new WeakReference<>(Thread.currentThread());

    Sender(Object handshake) {
      this.handshake = new WeakReference<>(handshake);
    }
  }

  /** A client engine of unknown channel and port begins a handshake, on this thread. */
  synchronized void remember(Object clientHandshake) {
    newestFirst.addFirst(new Sender(clientHandshake));
    if (newestFirst.size() > REMEMBERED) {
      newestFirst.removeLast();
    }
  }

  /**
   * The handshake whose ClientHello this is.
   *
   * @param clientHello the message's body; its position is not moved
   * @return null if no such engine has sent it from this thread
   */
  synchronized @Nullable Object senderOf(ByteBuffer clientHello, SunJsseFields fields) {
    HelloRandom random = HelloRandom.ofMessage(clientHello);
    if (random == null) {
      return null;
    }
    for (Iterator<Sender> i = newestFirst.iterator(); i.hasNext(); ) {
      Sender sender = i.next();
      Object handshake = sender.handshake.get();
      if (handshake == null) {
        i.remove();
      } else if (sender.thread.get() == Thread.currentThread()
          && random.equals(fields.clientRandom(handshake))) {
        return handshake;
      }
    }
    return null;
  }
}
