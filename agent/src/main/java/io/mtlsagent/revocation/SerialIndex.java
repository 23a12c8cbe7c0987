package io.mtlsagent.revocation;

/**
 * The serial numbers of a revocation list, sorted, with date and reason: five bytes an entry beside
 * the serial itself. Immutable; {@link #find} allocates nothing.
 */
final class SerialIndex {

  /** What {@link #find} returns for a serial that is not listed. */
  static final long ABSENT = -1;

  static final int MAX_SERIAL_BYTES = 64;

  private static final int PREFIXES = 1 << 16;

  /** From this many records on, a table of starts costs little beside them. */
  private static final int LONG = 64 * 1024;

  private static final int[] NONE = new int[0];

  private static final SerialIndex EMPTY = new SerialIndex(new byte[0][], 0);

  /** Sorted records of serials of one length, by that length; empty where there are none. */
  private final byte[][] recordsByLength;

  /** For long groups, where the records with each first two bytes start; empty for short ones. */
  private final int[][] startsByLength;

  private final int size;

  SerialIndex(byte[][] recordsByLength, int size) {
    this.recordsByLength = recordsByLength;
    this.startsByLength = new int[recordsByLength.length][];
    for (int length = 0; length < recordsByLength.length; length++) {
      startsByLength[length] = starts(recordsByLength[length], length);
    }
    this.size = size;
  }

  private static int[] starts(byte[] records, int length) {
    int width = SerialRecord.width(length);
    int count = records.length / width;
    if (count < LONG || length < 2) {
      return NONE;
    }
    int[] starts = new int[PREFIXES + 1];
    for (int i = 0; i < count; i++) {
      starts[prefix(records, i * width) + 1]++;
    }
    for (int i = 0; i < PREFIXES; i++) {
      starts[i + 1] += starts[i];
    }
    return starts;
  }

  private static int prefix(byte[] bytes, int at) {
    return ((bytes[at] & 0xFF) << 8) | (bytes[at + 1] & 0xFF);
  }

  static SerialIndex empty() {
    return EMPTY;
  }

  int size() {
    return size;
  }

  /** The bytes that the records take. */
  long bytes() {
    long bytes = 0;
    for (byte[] records : recordsByLength) {
      bytes += records.length;
    }
    return bytes;
  }

  /**
   * Looks a serial up.
   *
   * @param serial as {@link java.math.BigInteger#toByteArray()} gives it
   * @return a position for {@link #revokedAt} and {@link #reason}, or {@link #ABSENT}
   */
  long find(byte[] serial) {
    int length = serial.length;
    if (length >= recordsByLength.length) {
      return ABSENT;
    }
    byte[] records = recordsByLength[length];
    int width = SerialRecord.width(length);
    int[] starts = startsByLength[length];
    int low = 0;
    int high = records.length / width - 1;
    if (starts.length > 0) {
      // One step instead of the first sixteen, each of which would miss the processor's caches.
      int prefix = prefix(serial, 0);
      low = starts[prefix];
      high = starts[prefix + 1] - 1;
    }
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = SerialRecord.compare(records, middle * width, serial, 0, length);
      if (order == 0) {
        return ((long) length << 32) | middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return ABSENT;
  }

  /** When the entry was revoked, in seconds since 1970. */
  long revokedAt(long position) {
    int length = (int) (position >>> 32);
    return SerialRecord.date(
        recordsByLength[length], (int) position * SerialRecord.width(length), length);
  }

  /** The CRLReason of the entry (RFC 5280, section 5.3.1); 0 where none was given. */
  int reason(long position) {
    int length = (int) (position >>> 32);
    return SerialRecord.reason(
        recordsByLength[length], (int) position * SerialRecord.width(length), length);
  }
}
