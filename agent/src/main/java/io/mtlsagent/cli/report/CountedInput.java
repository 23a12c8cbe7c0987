package io.mtlsagent.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;

/** Counts the bytes that are read, and can look at the first two. */
final class CountedInput extends InputStream {

  private final PushbackInputStream in;
  private long count;

  CountedInput(InputStream source) {
    this.in = new PushbackInputStream(source, 2);
  }

  /** Whether the stream, at its beginning, goes on with these two bytes. */
  boolean beginsWith(int first, int second) throws IOException {
    byte[] seen = new byte[2];
    int size = 0;
    while (size < 2) {
      int read = in.read(seen, size, 2 - size);
      if (read < 0) {
        break;
      }
      size += read;
    }
    in.unread(seen, 0, size);
    return size == 2 && (seen[0] & 0xFF) == first && (seen[1] & 0xFF) == second;
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int octet = in.read();
    count += octet < 0 ? 0 : 1;
    return octet;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int read = in.read(target, offset, length);
    count += Math.max(0, read);
    return read;
  }

  @Override
  public int available() throws IOException {
    return in.available();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
