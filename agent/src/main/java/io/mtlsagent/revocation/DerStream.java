package io.mtlsagent.revocation;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * Reads DER that is too long for the memory: a window of it at a time. All bytes go through a
 * digest, and a part of them, for a signature, through a {@link Tap}.
 */
final class DerStream implements Closeable {

  /** Sees bytes as they pass. */
  interface Tap {
    void see(byte[] bytes, int offset, int length) throws IOException;
  }

  private static final int WINDOW = 64 * 1024;
  private static final int MAX_HEADER = 6;

  private final InputStream in;
  private final MessageDigest digest;
  private final byte[] window = new byte[WINDOW];
  private int position;
  private int filled;
  private int tapped;
  private @Nullable Tap tap;
  private long windowStart;
  private boolean atEnd;

  DerStream(InputStream in, MessageDigest digest) {
    this.in = in;
    this.digest = digest;
  }

  /** The number of bytes read so far. */
  long position() {
    return windowStart + position;
  }

  /** The array that the readers of {@link #elementInPlace} read from. */
  byte[] window() {
    return window;
  }

  /** The tag of the next element, or -1 at the end of the stream. */
  int tag() throws IOException {
    return available(1) < 1 ? -1 : window[position] & 0xFF;
  }

  /**
   * Reads a header.
   *
   * @return the number of content bytes
   */
  long header(int tag) throws IOException {
    int present = Math.min(available(MAX_HEADER), MAX_HEADER);
    if (present < 2) {
      throw new EOFException("the bytes end within an element");
    }
    if ((window[position] & 0xFF) != tag) {
      throw new MalformedDerException(
          "tag 0x"
              + Integer.toHexString(window[position] & 0xFF)
              + " stands where 0x"
              + Integer.toHexString(tag)
              + " must");
    }
    int first = window[position + 1] & 0xFF;
    position += 2;
    return first < 0x80 ? first : longLength(first & 0x7F, present - 2);
  }

  private long longLength(int count, int present) throws IOException {
    if (count == 0 || count > 4 || count > present) {
      throw new MalformedDerException("a length is indefinite, too large or cut off");
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = (length << 8) | (window[position++] & 0xFF);
    }
    if (length < 0x80 || length >>> (8 * (count - 1)) == 0) {
      throw new MalformedDerException("a length is not minimal");
    }
    return length;
  }

  /** The next element, header included, as an array of its own. */
  byte[] element(int maximum) throws IOException {
    return elementInPlace(maximum).rest();
  }

  /**
   * Makes the next element stand whole in the window, and steps over it.
   *
   * @return a reader of exactly that element, good until the next call
   */
  DerReader elementInPlace(int maximum) throws IOException {
    int length = headerAndContent(maximum);
    int start = require(length);
    position += length;
    return DerReader.of(window, start, start + length);
  }

  private int headerAndContent(int maximum) throws IOException {
    available(MAX_HEADER); // what comes next must not move the window
    int tag = tag();
    if (tag < 0) {
      throw new EOFException("the bytes end where an element must follow");
    }
    int before = position;
    long content = header(tag);
    int header = position - before;
    position = before;
    if (content + header > maximum) {
      throw new MalformedDerException("an element is longer than " + maximum + " bytes");
    }
    return (int) content + header;
  }

  /** Makes bytes stand in the window; returns where the first of them is. */
  private int require(int count) throws IOException {
    if (available(count) < count) {
      throw new EOFException("the bytes end within an element");
    }
    return position;
  }

  /** Reads on until so many unread bytes, at most a window, stand in the window, if there are. */
  private int available(int count) throws IOException {
    if (filled - position < count && !atEnd) {
      slide();
      while (filled < count && !atEnd) {
        int read = in.read(window, filled, WINDOW - filled);
        if (read < 0) {
          atEnd = true;
        } else {
          digest.update(window, filled, read);
          filled += read;
        }
      }
    }
    return filled - position;
  }

  private void slide() throws IOException {
    flushTap();
    System.arraycopy(window, position, window, 0, filled - position);
    windowStart += position;
    filled -= position;
    position = 0;
    tapped = 0;
  }

  /** Passes over bytes. */
  void skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      int here = (int) Math.min(left, filled - position);
      position += here;
      left -= here;
      if (left > 0 && available(1) < 1) {
        throw new EOFException("the bytes end within an element");
      }
    }
  }

  /** From here on, bytes go through the tap as they are read. */
  void open(Tap through) {
    tap = through;
    tapped = position;
  }

  void closeTap() throws IOException {
    flushTap();
    tap = null;
  }

  /** Passes on what was read so far. */
  void flushTap() throws IOException {
    if (tap != null && position > tapped) {
      tap.see(window, tapped, position - tapped);
    }
    tapped = position;
  }

  /** The digest of everything; fails if anything is left to read. */
  byte[] finish() throws IOException {
    if (available(1) > 0) {
      throw new MalformedDerException("bytes follow the end of the list");
    }
    return digest.digest();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
