package io.mtlsagent.audit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Numbers, chains and writes events. Used under the lock of the log. */
final class LineWriter {

  private final EventLine lines;
  private final LineDestination destination;
  private final @Nullable LineChain chain;
  private final AtomicLong written = new AtomicLong();

  /** The lines that go into one write. */
  private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();

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
    write(Collections.singletonList(event));
  }

  /**
   * Writes the first line, and those after it that the destination takes together with it.
   *
   * @param events at least one
   * @return how many were written
   * @throws IOException where none was written; the same events may be tried again
   */
  int write(List<AuditEvent> events) throws IOException {
    prepare();
    try {
      return append(events);
    } catch (IOException e) {
      if (events.size() == 1) {
        throw e;
      }
      // The disk may have room for one more line, if not for all.
      return write(events.subList(0, 1));
    }
  }

  private void prepare() throws IOException {
    LogTail tail = destination.prepare();
    if (tail == null) {
      return;
    }
    if (chain != null) {
      chain.continueFrom(tail.hash());
    }
    if (tail.tornBytes() > 0) {
      append(Collections.singletonList(tornLine(tail)));
    }
  }

  /** How many lines were written: also {@code event.sequence} of the last. */
  long written() {
    return written.get();
  }

  private int append(List<AuditEvent> events) throws IOException {
    String before = chain == null ? null : chain.previous();
    gathered.reset();
    List<byte[]> gatheredLines = new ArrayList<>(events.size());
    int count = 0;
    try {
      for (AuditEvent event : events) {
        String previous = chain == null ? null : chain.previous();
        byte[] line = lines.of(event, written.get() + count + 1, previous);
        if (count > 0 && !destination.takesTogether(gathered.size(), line.length)) {
          break;
        }
        gathered.write(line, 0, line.length);
        gatheredLines.add(line);
        count++;
        if (chain != null) {
          chain.advance(line);
        }
      }
      destination.write(gathered.toByteArray());
    } catch (LinesLeftException e) {
      count = wholeLines(gatheredLines, e.bytes());
      if (count == 0) {
        goBackTo(before);
        throw e;
      }
      // the chain goes on from what prepare() finds there
    } catch (IOException | RuntimeException | Error e) {
      goBackTo(before);
      throw e;
    }
    written.addAndGet(count);
    return count;
  }

  private void goBackTo(@Nullable String hash) {
    if (chain != null && hash != null) {
      chain.continueFrom(hash);
    }
  }

  private static int wholeLines(List<byte[]> lines, int bytes) {
    int count = 0;
    int end = 0;
    for (byte[] line : lines) {
      end += line.length;
      if (end > bytes) {
        return count;
      }
      count++;
    }
    return count;
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
