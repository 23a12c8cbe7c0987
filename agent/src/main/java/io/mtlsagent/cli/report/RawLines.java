package io.mtlsagent.cli.report;

import java.io.IOException;
import java.io.InputStream;

/** Splits a log into lines in constant memory; of a line that is too long the rest is left out. */
final class RawLines {

  /** Four times what the agent writes at most. */
  static final int MAX_BYTES = 64 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private int position;
  private int filled;
  private final byte[] line = new byte[MAX_BYTES];
  private int size;
  private boolean tooLong;
  private boolean ended;

  RawLines(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false at the end of the log. */
  boolean next() throws IOException {
    size = 0;
    tooLong = false;
    ended = false;
    boolean any = false;
    while (!ended && fill()) {
      any = true;
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      take(end - position);
      ended = end < filled;
      position = ended ? end + 1 : end;
    }
    return any;
  }

  /** The bytes of the line without its newline; {@link #size} of them count. */
  byte[] bytes() {
    return line;
  }

  int size() {
    return size;
  }

  boolean isTooLong() {
    return tooLong;
  }

  /** Whether the line has its newline. */
  boolean isEnded() {
    return ended;
  }

  private boolean fill() throws IOException {
    if (position < filled) {
      return true;
    }
    position = 0;
    filled = Math.max(0, in.read(buffer));
    return filled > 0;
  }

  private void take(int count) {
    int room = Math.min(count, MAX_BYTES - size);
    tooLong |= room < count;
    System.arraycopy(buffer, position, line, size, room);
    size += room;
  }
}
