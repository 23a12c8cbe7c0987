package io.mtlsagent.revocation;

import java.util.Arrays;

/** Collects the entries of a revocation list, in any order, into a {@link SerialIndex}. */
final class SerialIndexBuilder {

  private static final int FIRST_CAPACITY = 64;
  private static final int MAX_ARRAY = Integer.MAX_VALUE - 64;

  private final byte[][] records = new byte[SerialIndex.MAX_SERIAL_BYTES + 1][];
  private final int[] counts = new int[SerialIndex.MAX_SERIAL_BYTES + 1];
  private int size;

  /**
   * Adds an entry.
   *
   * @param expectedMore about how many entries will follow; a hint for the capacity
   */
  void add(byte[] source, int offset, int length, long seconds, int reason, long expectedMore)
      throws CrlRefusedException {
    int start = offset;
    int count = length;
    // Some issuers pad; the canonical form is what a certificate's serial is compared in.
    while (count > 1 && isPadding(source[start], source[start + 1])) {
      start++;
      count--;
    }
    if (count == 0 || count > SerialIndex.MAX_SERIAL_BYTES) {
      throw new CrlRefusedException("it holds a serial number of " + length + " bytes");
    }
    int width = SerialRecord.width(count);
    int at = counts[count] * width;
    ensure(count, width, at, expectedMore);
    SerialRecord.write(records[count], at, source, start, count, seconds, reason);
    counts[count]++;
    size++;
  }

  private static boolean isPadding(byte first, byte second) {
    return (first == 0 && second >= 0) || (first == -1 && second < 0);
  }

  private void ensure(int length, int width, int used, long expectedMore)
      throws CrlRefusedException {
    byte[] present = records[length];
    if (present == null) {
      records[length] = new byte[FIRST_CAPACITY * width];
    } else if (used + width > present.length) {
      // At most doubled, for the announced length of a hostile list may be a lie.
      long doubled = 2L * present.length;
      long expected = used + (expectedMore + 2) * width;
      long capacity = Math.min(MAX_ARRAY, Math.max(used + width, Math.min(doubled, expected)));
      if (capacity < used + width) {
        throw new CrlRefusedException("it holds too many entries");
      }
      records[length] = Arrays.copyOf(present, (int) capacity);
    }
  }

  /** Sorts what was added. The builder must not be used again. */
  SerialIndex build() {
    if (size == 0) {
      return SerialIndex.empty();
    }
    byte[][] sorted = new byte[SerialIndex.MAX_SERIAL_BYTES + 1][];
    for (int length = 0; length < sorted.length; length++) {
      byte[] present = records[length];
      records[length] = null;
      if (present == null) {
        sorted[length] = new byte[0];
      } else {
        int used = counts[length] * SerialRecord.width(length);
        sorted[length] = used == present.length ? present : Arrays.copyOf(present, used);
        SerialSort.sort(sorted[length], counts[length], length);
      }
    }
    return new SerialIndex(sorted, size);
  }
}
