package io.mtlsagent.revocation.fetch;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Bytes of unknown number, gathered without ever being copied to a larger array. */
final class SegmentedBytes {

  private static final int SEGMENT = 64 * 1024;

  private final List<byte[]> full = new ArrayList<>();
  private byte[] last = new byte[1024];
  private int used;
  private long size;

  /** Reads up to so many bytes; returns how many, or -1 at the end of the stream. */
  int readFrom(InputStream in, long atMost) throws IOException {
    if (used == last.length) {
      full.add(last);
      last = new byte[Math.min(SEGMENT, last.length * 4)];
      used = 0;
    }
    int read = in.read(last, used, (int) Math.min(atMost, last.length - used));
    if (read > 0) {
      used += read;
      size += read;
    }
    return read;
  }

  long size() {
    return size;
  }

  InputStream open() {
    List<InputStream> parts = new ArrayList<>(full.size() + 1);
    for (byte[] segment : full) {
      parts.add(new ByteArrayInputStream(segment));
    }
    parts.add(new ByteArrayInputStream(last, 0, used));
    return new SequenceInputStream(Collections.enumeration(parts));
  }

  void writeTo(OutputStream out) throws IOException {
    for (byte[] segment : full) {
      out.write(segment);
    }
    out.write(last, 0, used);
  }

  byte[] toArray() {
    byte[] whole = new byte[(int) size];
    int position = 0;
    for (byte[] segment : full) {
      System.arraycopy(segment, 0, whole, position, segment.length);
      position += segment.length;
    }
    System.arraycopy(last, 0, whole, position, used);
    return whole;
  }
}
