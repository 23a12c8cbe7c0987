package io.mtlsagent.revocation;

/**
 * The serial numbers of a revocation list, sorted, with date and reason: five bytes an entry beside
 * the serial itself. Immutable; {@link #find} allocates nothing.
 */
final class SerialIndex {

  /** What {@link #find} returns for a serial that is not listed. */
  static final long ABSENT = -1;

  static final int MAX_SERIAL_BYTES = 64;

  private static final SerialIndex EMPTY = new SerialIndex(new byte[0][], 0);

  /** Sorted records of serials of one length, by that length; empty where there are none. */
  private final byte[][] recordsByLength;

  private final int size;

  SerialIndex(byte[][] recordsByLength, int size) {
    this.recordsByLength = recordsByLength;
    this.size = size;
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
    int low = 0;
    int high = records.length / width - 1;
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
