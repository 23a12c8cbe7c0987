package io.mtlsagent.revocation;

import java.io.IOException;
import java.io.InputStream;

/**
 * Buffers a stream that is read a byte at a time. {@code BufferedInputStream} takes a lock for each
 * byte, which the start of a JVM feels.
 */
final class CharacterStream extends InputStream {

  private static final int BUFFER = 16 * 1024;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int filled;

  CharacterStream(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    return isExhausted() ? -1 : buffer[position++] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (isExhausted()) {
      return -1;
    }
    int count = Math.min(length, filled - position);
    System.arraycopy(buffer, position, bytes, offset, count);
    position += count;
    return count;
  }

  private boolean isExhausted() throws IOException {
    if (position >= filled) {
      position = 0;
      filled = Math.max(0, in.read(buffer));
    }
    return filled == 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
