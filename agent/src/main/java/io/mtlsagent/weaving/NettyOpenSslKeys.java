package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Endpoint;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/**
 * The identities of endpoints in the form of the native library: made once, not in each handshake.
 * One that has gone out of use is released later, for a handshake may just be taking it over.
 */
final class NettyOpenSslKeys {

  /** As many identities as may be in use at a time, before they are made anew for each other. */
  private static final int REMEMBERED = 16;

  private static final long GRACE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Deque<Entry> newestFirst = new ArrayDeque<>();
  private final Deque<Entry> retiredOldestFirst = new ArrayDeque<>();

  private static final class Entry {
    final NettyOpenSslMembers members;
    final Endpoint endpoint;
    final Object material;
    long retiredNanos;

    Entry(NettyOpenSslMembers members, Endpoint endpoint, Object material) {
      this.members = members;
      this.endpoint = endpoint;
      this.material = material;
    }
  }

  /** The key material of an endpoint, for the engines of one copy of Netty. */
  synchronized Object of(Endpoint endpoint, Object engine, NettyOpenSslMembers members) {
    for (Iterator<Entry> i = newestFirst.iterator(); i.hasNext(); ) {
      Entry entry = i.next();
      if (entry.endpoint == endpoint && entry.members == members) {
        if (entry != newestFirst.peekFirst()) {
          i.remove();
          newestFirst.addFirst(entry);
        }
        return entry.material;
      }
    }
    Entry made = new Entry(members, endpoint, members.keyMaterial(engine, endpoint.keyManager()));
    newestFirst.addFirst(made);
    retire();
    return made.material;
  }

  private void retire() {
    long now = System.nanoTime();
    if (newestFirst.size() > REMEMBERED) {
      Entry old = newestFirst.removeLast();
      old.retiredNanos = now;
      retiredOldestFirst.addLast(old);
    }
    Entry oldest = retiredOldestFirst.peekFirst();
    if (oldest != null && now - oldest.retiredNanos > GRACE_NANOS) {
      retiredOldestFirst.removeFirst();
      oldest.members.release(oldest.material);
    }
  }
}
