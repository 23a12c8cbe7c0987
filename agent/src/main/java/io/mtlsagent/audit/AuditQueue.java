package io.mtlsagent.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait to be written, in order. Where events were lost, an {@code audit-dropped}
 * event with their number stands in their place.
 *
 * <p>Whoever writes must hold the lock of the log from {@link #peek} to {@link #remove}.
 */
final class AuditQueue {

  private final int capacity;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final Condition work = lock.newCondition();
  private final Condition end = lock.newCondition();
  private final ArrayDeque<AuditEvent> events;
  private long lostSinceTold;
  private long lostInAll;
  private boolean woken;

  /** Somebody has waited in vain, and nothing was written since. */
  private boolean stalled;

  AuditQueue(int capacity) {
    this.capacity = capacity;
    this.events = new ArrayDeque<>(Math.min(capacity, 1024));
  }

  /** Adds an event, or returns false where there is no room. */
  boolean offer(AuditEvent event) {
    lock.lock();
    try {
      if (events.size() >= capacity) {
        return false;
      }
      tellOfLoss();
      events.add(event);
      work.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Adds an event, or returns false where there was no room for so long. */
  boolean offer(AuditEvent event, long milliseconds) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
      while (!offer(event)) {
        if (left <= 0) {
          stalled = true;
          return false;
        }
        left = room.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Adds an event, or counts it as lost where there is no room. */
  void offerOrLose(AuditEvent event) {
    lock.lock();
    try {
      if (!offer(event)) {
        lostSinceTold++;
        lostInAll++;
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether waiting for room was in vain, and nothing was written since. */
  boolean isStalled() {
    lock.lock();
    try {
      return stalled;
    } finally {
      lock.unlock();
    }
  }

  /** The event to write next, which stays until it is removed; null where there is none. */
  @Nullable AuditEvent peek() {
    lock.lock();
    try {
      if (events.isEmpty()) {
        tellOfLoss();
      }
      return events.peek();
    } finally {
      lock.unlock();
    }
  }

  /** The events to write next, which stay until they are removed; none where none wait. */
  List<AuditEvent> peek(int most) {
    List<AuditEvent> next = new ArrayList<>(most);
    lock.lock();
    try {
      if (events.isEmpty()) {
        tellOfLoss();
      }
      Iterator<AuditEvent> waiting = events.iterator();
      while (next.size() < most && waiting.hasNext()) {
        next.add(waiting.next());
      }
      return next;
    } finally {
      lock.unlock();
    }
  }

  /** Removes the first of the events that {@link #peek} returned. */
  void remove(int count) {
    lock.lock();
    try {
      for (int i = 0; i < count; i++) {
        events.poll();
        room.signal();
      }
      stalled = false;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for an event; false after {@link #wake}. */
  boolean awaitWork() throws InterruptedException {
    lock.lock();
    try {
      while (events.isEmpty() && lostSinceTold == 0 && !woken) {
        work.await();
      }
      return !woken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits so long, whatever is added, at no cost to those who add; less after {@link #wake}. */
  void pause(long milliseconds) throws InterruptedException {
    lock.lock();
    try {
      long left = TimeUnit.MILLISECONDS.toNanos(milliseconds);
      while (left > 0 && !woken) {
        left = end.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Ends all waiting for work, now and from now on. */
  void wake() {
    lock.lock();
    try {
      woken = true;
      work.signalAll();
      end.signalAll();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return events.size();
    } finally {
      lock.unlock();
    }
  }

  long lost() {
    lock.lock();
    try {
      return lostInAll;
    } finally {
      lock.unlock();
    }
  }

  /** May exceed the capacity by one, lest the loss itself be lost. */
  private void tellOfLoss() {
    if (lostSinceTold == 0) {
      return;
    }
    String lines = lostSinceTold == 1 ? "1 event was" : lostSinceTold + " events were";
    events.add(
        AuditEvent.of(AuditAction.AUDIT_DROPPED)
            .reason(lines + " lost here, because " + capacity + " others waited to be written")
            .detail("count", lostSinceTold)
            .build());
    lostSinceTold = 0;
  }
}
