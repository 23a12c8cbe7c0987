package io.mtlsagent.audit;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/**
 * Reads a log line by line in constant memory: of a line longer than any that the agent writes only
 * the beginning is kept, all of it is hashed.
 */
final class LogLines {

  private static final int KEPT_BYTES = 4 * EventLine.MAX_BYTES;

  private final InputStream in;
  private final byte[] buffer = new byte[64 * 1024];
  private int position;
  private int filled;
  private final byte[] kept = new byte[KEPT_BYTES];
  private final MessageDigest sha256 = Sha256.newDigest();
  private long length;
  private boolean ended;
  private String hash = "";

  LogLines(InputStream in) {
    this.in = in;
  }

  /** Goes to the next line; false at the end of the log. */
  boolean next() throws IOException {
    length = 0;
    ended = false;
    while (!ended && fill()) {
      int end = position;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      take(end - position);
      ended = end < filled;
      position = ended ? end + 1 : end;
    }
    hash = UpperHex.of(sha256.digest());
    return ended || length > 0;
  }

  /** The beginning of the line; {@link #size} bytes of it count. */
  byte[] bytes() {
    return kept;
  }

  int size() {
    return (int) Math.min(length, KEPT_BYTES);
  }

  boolean isTooLong() {
    return length > KEPT_BYTES;
  }

  /** Whether the line has its newline. */
  boolean isEnded() {
    return ended;
  }

  /** The upper-case SHA-256 of the line without its newline. */
  String hash() {
    return hash;
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
    sha256.update(buffer, position, count);
    if (length < KEPT_BYTES) {
      int room = (int) Math.min(count, KEPT_BYTES - length);
      System.arraycopy(buffer, position, kept, (int) length, room);
    }
    length += count;
  }
}
