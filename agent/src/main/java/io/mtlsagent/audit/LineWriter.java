package io.mtlsagent.audit;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Numbers, chains and writes events. Used under the lock of the log. */
final class LineWriter {

  private final EventLine lines;
  private final LineDestination destination;
  private final @Nullable LineChain chain;
  private final AtomicLong written = new AtomicLong();

  LineWriter(EventLine lines, LineDestination destination, @Nullable LineChain chain) {
    this.lines = lines;
    this.destination = destination;
    this.chain = chain;
  }

  /**
   * Writes one line.
   *
   * @throws IOException where it was not written; the same event may be tried again
   */
  void write(AuditEvent event) throws IOException {
    LogTail tail = destination.prepare();
    if (tail != null) {
      if (chain != null) {
        chain.continueFrom(tail.hash());
      }
      if (tail.tornBytes() > 0) {
        append(tornLine(tail));
      }
    }
    append(event);
  }

  /** How many lines were written: also {@code event.sequence} of the last. */
  long written() {
    return written.get();
  }

  private void append(AuditEvent event) throws IOException {
    byte[] line = lines.of(event, written.get() + 1, chain == null ? null : chain.previous());
    destination.write(line);
    written.incrementAndGet();
    if (chain != null) {
      chain.advance(line);
    }
  }

  private static AuditEvent tornLine(LogTail tail) {
    return AuditEvent.of(AuditAction.AUDIT_DROPPED)
        .reason(
            "the line before this one was cut off while it was written (a crash, a full disk);"
                + " it is kept as it was found")
        .detail("count", 1)
        .detail("torn_bytes", tail.tornBytes())
        .build();
  }
}
