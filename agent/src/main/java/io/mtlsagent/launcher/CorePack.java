package io.mtlsagent.launcher;

import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.jar.JarFile;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The classes and resources of the core and its libraries: one entry of the agent's jar. As entries
 * of their own, they would cost 20 ms at start: the JVM looks at each entry of a jar that it opens.
 *
 * <p>The format, of big-endian numbers of four bytes: the count of the contents; the length of all
 * those that are read at most starts, which come first; for each content, sorted by the hash, the
 * {@code String.hashCode} of its name, where in the pack it is, the length of its name, its own
 * length, and its length after inflating, or -1 where it is not deflated; then the name in ASCII
 * and the bytes of each content.
 */
final class CorePack {

  private static final String ENTRY = "core.pack";
  private static final int HEADER = 8;
  private static final int ROW = 20;

  /** The JVM takes memory for each read: with one that it has at hand, a start is 1 ms faster. */
  private static final int AT_ONCE = 64 * 1024;

  private final JarFile jar;
  private final ZipEntry pack;
  private final byte[] index;
  private final int hotLength;

  /** What most starts read, in one piece: softly, since it is of no use afterwards. */
  private volatile SoftReference<byte[]> hot = new SoftReference<>(null);

  private CorePack(JarFile jar, ZipEntry pack, byte[] index, int hotLength) {
    this.jar = jar;
    this.pack = pack;
    this.index = index;
    this.hotLength = hotLength;
  }

  static CorePack in(File file) throws IOException {
    // Unverified: checking signatures this early is slow, and who can write the jar owns the JVM.
    JarFile jar = new JarFile(file, false);
    ZipEntry pack = jar.getEntry(ENTRY);
    if (pack == null) {
      throw new IOException("[mtls-agent] " + file + " lacks " + ENTRY);
    }
    try (InputStream in = jar.getInputStream(pack)) {
      byte[] header = read(in, HEADER);
      return new CorePack(jar, pack, read(in, number(header, 0) * ROW), number(header, 4));
    }
  }

  /**
   * What has a name.
   *
   * @param name of a class with dots, of a resource with slashes
   */
  byte @Nullable [] find(String name) {
    int hash = name.hashCode();
    for (int row = firstRowOf(hash); row < index.length && number(index, row) == hash; row += ROW) {
      byte[] content = read(row, name);
      if (content != null) {
        return content;
      }
    }
    return null;
  }

  private int firstRowOf(int hash) {
    int low = 0;
    int high = index.length / ROW;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (number(index, middle * ROW) < hash) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low * ROW;
  }

  /** The content of a row; null if it is one of another name. */
  private byte @Nullable [] read(int row, String name) {
    int nameLength = number(index, row + 8);
    int length = number(index, row + 12);
    int inflatedLength = number(index, row + 16);
    if (nameLength != name.length()) {
      return null;
    }
    try {
      int offset = number(index, row + 4) - HEADER - index.length;
      boolean isHot = offset < hotLength;
      byte[] bytes = isHot ? hot() : read(offset, nameLength + length);
      int from = isHot ? offset : 0;
      if (!standsAt(bytes, from, name)) {
        return null;
      }
      from += nameLength;
      return inflatedLength < 0
          ? Arrays.copyOfRange(bytes, from, from + length)
          : inflate(bytes, from, length, inflatedLength);
    } catch (IOException | DataFormatException e) {
      throw new IllegalStateException(
          "[mtls-agent] cannot read " + name + " from " + jar.getName(), e);
    }
  }

  /**
   * Compares the bytes themselves: to make a text of them takes a cold JVM several times as long.
   */
  private static boolean standsAt(byte[] bytes, int from, String name) {
    for (int i = name.length() - 1; i >= 0; i--) {
      if (bytes[from + i] != name.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private byte[] hot() throws IOException {
    byte[] present = hot.get();
    if (present == null) {
      present = read(0, hotLength);
      hot = new SoftReference<>(present);
    }
    return present;
  }

  /** Reads a part of the contents. */
  private byte[] read(int offset, int length) throws IOException {
    try (InputStream in = jar.getInputStream(pack)) {
      skip(in, HEADER + index.length + (long) offset);
      return read(in, length);
    }
  }

  private static byte[] inflate(byte[] bytes, int offset, int length, int inflatedLength)
      throws DataFormatException {
    byte[] inflated = new byte[inflatedLength];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, offset, length);
      int filled = 0;
      while (filled < inflatedLength) {
        int more = inflater.inflate(inflated, filled, inflatedLength - filled);
        if (more == 0) {
          throw new DataFormatException("it is cut off");
        }
        filled += more;
      }
      return inflated;
    } finally {
      inflater.end();
    }
  }

  private static void skip(InputStream in, long count) throws IOException {
    long left = count;
    while (left > 0) {
      long skipped = in.skip(left);
      if (skipped <= 0) {
        throw new EOFException("the jar is cut off");
      }
      left -= skipped;
    }
  }

  private static byte[] read(InputStream in, int count) throws IOException {
    byte[] bytes = new byte[count];
    int filled = 0;
    while (filled < count) {
      int read = in.read(bytes, filled, Math.min(count - filled, AT_ONCE));
      if (read < 0) {
        throw new EOFException("the jar is cut off");
      }
      filled += read;
    }
    return bytes;
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] << 24)
        | ((bytes[at + 1] & 0xFF) << 16)
        | ((bytes[at + 2] & 0xFF) << 8)
        | (bytes[at + 3] & 0xFF);
  }
}
