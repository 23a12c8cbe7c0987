package io.mtlsagent.revocation;

/**
 * The layout of one entry of a {@link SerialIndex}: the serial, four bytes of date as unsigned
 * seconds since 1970 (dates outside 1970 to 2106 are moved to its ends), one byte of reason.
 */
final class SerialRecord {

  private static final int EXTRA = 5;
  private static final long MAX_DATE = 0xFFFFFFFFL;

  private SerialRecord() {}

  /** The bytes of a record whose serial has so many bytes. */
  static int width(int serialLength) {
    return serialLength + EXTRA;
  }

  static void write(
      byte[] records, int at, byte[] source, int offset, int length, long seconds, int reason) {
    System.arraycopy(source, offset, records, at, length);
    int date = (int) Math.max(0, Math.min(MAX_DATE, seconds));
    int end = at + length;
    records[end] = (byte) (date >>> 24);
    records[end + 1] = (byte) (date >>> 16);
    records[end + 2] = (byte) (date >>> 8);
    records[end + 3] = (byte) date;
    records[end + 4] = (byte) reason;
  }

  /** Orders serials of the same length by their bytes, unsigned. */
  static int compare(byte[] left, int leftAt, byte[] right, int rightAt, int length) {
    for (int i = 0; i < length; i++) {
      int order = (left[leftAt + i] & 0xFF) - (right[rightAt + i] & 0xFF);
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  static long date(byte[] records, int at, int serialLength) {
    int end = at + serialLength;
    return ((records[end] & 0xFFL) << 24)
        | ((records[end + 1] & 0xFF) << 16)
        | ((records[end + 2] & 0xFF) << 8)
        | (records[end + 3] & 0xFF);
  }

  static int reason(byte[] records, int at, int serialLength) {
    return records[at + serialLength + EXTRA - 1];
  }
}
