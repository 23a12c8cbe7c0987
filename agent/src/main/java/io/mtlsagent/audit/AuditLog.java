package io.mtlsagent.audit;

import io.mtlsagent.policy.AuditDelivery;
import io.mtlsagent.policy.AuditOverflow;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The audit log of this JVM. Opened in premain, where it starts no thread; {@link #start} follows
 * with the first TLS class, {@link #close} with the shutdown.
 *
 * <p>A line counts as written when the operating system has it: it outlives the JVM, not a loss of
 * power. Nothing is synced to the disk.
 */
public final class AuditLog {

  /** How many waiting events are looked at for one write. */
  private static final int TOGETHER = 64;

  private static final long CLOSE_RETRY_MILLIS = 100;
  private static final long RECORD_WAIT_MILLIS = 1_000;

  private final AuditOptions options;
  private final AuditDiagnostics diagnostics;
  private final AuditQueue queue;
  private final LineDestination destination;
  private final LineWriter writer;
  private final Outage outage;
  private final boolean discarding;
  private final ReentrantLock writing = new ReentrantLock();
  private @Nullable Thread thread;

  /** Whether callers write by themselves: sync delivery, no audit thread, or one that ended. */
  private volatile boolean direct;

  AuditLog(AuditOptions options, LineDestination destination, AuditDiagnostics diagnostics) {
    this.options = options;
    this.diagnostics = diagnostics;
    this.destination = destination;
    this.queue = new AuditQueue(options.queueCapacity);
    this.outage = new Outage(diagnostics);
    this.discarding = options.target.kind() == AuditTarget.Kind.NONE;
    this.direct = options.delivery == AuditDelivery.SYNC;
    EventLine lines =
        new EventLine(options.serviceName, options.serviceEnvironment, options.processId);
    this.writer = new LineWriter(lines, destination, options.chained ? new LineChain() : null);
  }

  /**
   * Opens the log. Uses java.io only and reads nothing.
   *
   * @throws AuditOpenException where the file cannot be written
   */
  public static AuditLog open(AuditOptions options, AuditDiagnostics diagnostics)
      throws AuditOpenException {
    return new AuditLog(options, Destinations.open(options, diagnostics), diagnostics);
  }

  /** Starts the audit thread, a daemon. Not in premain. A second call does nothing. */
  public synchronized void start() {
    if (thread != null || discarding) {
      return;
    }
    destination.started();
    AuditThread work = new AuditThread(queue, this::drain);
    try {
      thread = work.start();
    } catch (OutOfMemoryError | SecurityException e) {
      direct = true;
      diagnostics.line("audit: no audit thread (" + e + "); handshakes write their own lines");
    }
  }

  /**
   * Writes the line of a handshake, before it returns (sync) or soon after (async).
   *
   * @throws AuditUnavailableException where {@code audit.overflow} is {@code block} and the event
   *     can neither be written nor kept: the handshake must be refused, and the event of its
   *     refusal given to {@link #record}
   */
  public void write(AuditEvent event) throws AuditUnavailableException {
    if (discarding) {
      return;
    }
    if (direct) {
      writeNow(event);
      return;
    }
    if (options.overflow == AuditOverflow.DROP) {
      queue.offerOrLose(event);
    } else if (!queue.offer(event) && !offerInTime(event)) {
      throw new AuditUnavailableException(
          "no room for the audit line within " + options.blockMillis + " ms");
    }
    if (direct) {
      // The audit thread ended while this event was added.
      drain();
    }
  }

  /**
   * Notes what has happened already: an event of the agent, a rejected peer, or a handshake refused
   * for want of an audit line. Never throws. Where {@code audit.overflow} is {@code block} it waits
   * for room like {@link #write}, but not when another has just waited in vain; what finds no room
   * is counted as lost.
   */
  public void record(AuditEvent event) {
    if (discarding) {
      return;
    }
    boolean waits = !direct && options.overflow == AuditOverflow.BLOCK && !queue.isStalled();
    if (!waits || !(queue.offer(event) || offerInTime(event))) {
      queue.offerOrLose(event);
    }
    if (direct) {
      drain();
    }
  }

  public AuditCounters counters() {
    return new AuditCounters(writer.written(), queue.lost(), queue.size());
  }

  /** The file that is written (which may be NAME.PID.jsonl), {@code stdout} or {@code stderr}. */
  public String destination() {
    return discarding ? "none" : destination.name();
  }

  /**
   * Writes what waits and the last event, within five seconds, and lets go of the file.
   *
   * <p>Shutdown hooks of the application may still make connections: the lines of those are written
   * after this, each by its own handshake.
   */
  public void close(AuditEvent last) {
    if (discarding) {
      return;
    }
    direct = true;
    destination.started();
    queue.wake();
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(options.closeMillis);
    drainUntil(deadline);
    queue.offerOrLose(last);
    drainUntil(deadline);
    AuditCounters counters = counters();
    if (counters.queued() > 0) {
      diagnostics.line("audit: " + counters.queued() + " lines could not be written: lost");
    }
    if (lockWriting(RECORD_WAIT_MILLIS)) {
      try {
        destination.close();
      } finally {
        writing.unlock();
      }
    }
  }

  /** Tries at least once, and again until everything is written or the time has come. */
  private void drainUntil(long deadline) {
    while (!drain() && System.nanoTime() - deadline < 0) {
      if (!pause(CLOSE_RETRY_MILLIS)) {
        return;
      }
    }
  }

  private void writeNow(AuditEvent event) throws AuditUnavailableException {
    if (!lockWriting(options.blockMillis)) {
      unwritten(event, new IOException("another line is being written for too long"));
      return;
    }
    try {
      writeWaiting();
      writer.write(event);
      outage.over(destination.name());
    } catch (IOException | RuntimeException e) {
      outage.failed(destination.name(), e);
      unwritten(event, e);
    } finally {
      writing.unlock();
    }
  }

  private void unwritten(AuditEvent event, Exception cause) throws AuditUnavailableException {
    if (options.overflow == AuditOverflow.BLOCK) {
      throw new AuditUnavailableException("the audit line cannot be written: " + cause, cause);
    }
    queue.offerOrLose(event);
  }

  /** Writes what waits; false where something still does. */
  private boolean drain() {
    if (!destination.isReady()) {
      return false;
    }
    if (!lockWriting(RECORD_WAIT_MILLIS)) {
      return false;
    }
    try {
      if (queue.size() > 0 || queue.peek() != null) {
        writeWaiting();
        outage.over(destination.name());
      }
      return true;
    } catch (IOException | RuntimeException | Error e) {
      outage.failed(destination.name(), e);
      return false;
    } finally {
      writing.unlock();
    }
  }

  private void writeWaiting() throws IOException {
    List<AuditEvent> events = queue.peek(TOGETHER);
    while (!events.isEmpty()) {
      queue.remove(writer.write(events));
      events = queue.peek(TOGETHER);
    }
  }

  /** Takes a free lock even in an interrupted thread: its handshake needs no wait. */
  private boolean lockWriting(long milliseconds) {
    if (writing.tryLock()) {
      return true;
    }
    try {
      return writing.tryLock(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean offerInTime(AuditEvent event) {
    try {
      return queue.offer(event, options.blockMillis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
