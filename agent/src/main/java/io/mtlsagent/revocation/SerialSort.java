package io.mtlsagent.revocation;

/**
 * Sorts records in place by their serial: a radix sort from the first byte on ("American flag"),
 * which needs no second array and whose cost no order of the input can raise.
 */
final class SerialSort {

  private static final int SMALL = 24;
  private static final int BUCKETS = 256;

  private final byte[] records;
  private final int serialLength;
  private final int width;
  private final byte[] held;
  private final byte[] swap;

  private SerialSort(byte[] records, int serialLength) {
    this.records = records;
    this.serialLength = serialLength;
    this.width = SerialRecord.width(serialLength);
    this.held = new byte[width];
    this.swap = new byte[width];
  }

  static void sort(byte[] records, int count, int serialLength) {
    new SerialSort(records, serialLength).sort(0, count, 0);
  }

  private void sort(int from, int to, int depth) {
    if (to - from <= SMALL) {
      insert(from, to);
    } else if (depth < serialLength && !isSorted(from, to)) {
      int[] starts = new int[BUCKETS + 1];
      distribute(from, to, depth, starts);
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        if (starts[bucket + 1] - starts[bucket] > 1) {
          sort(starts[bucket], starts[bucket + 1], depth + 1);
        }
      }
    }
  }

  private boolean isSorted(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      if (compare(i - 1, i) > 0) {
        return false;
      }
    }
    return true;
  }

  /** Moves each record into the bucket of one of its bytes; leaves the buckets' starts. */
  private void distribute(int from, int to, int depth, int[] starts) {
    for (int i = from; i < to; i++) {
      starts[octet(i, depth) + 1]++;
    }
    starts[0] = from;
    int[] next = new int[BUCKETS];
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      next[bucket] = starts[bucket];
      starts[bucket + 1] += starts[bucket];
    }
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      while (next[bucket] < starts[bucket + 1]) {
        place(next, bucket, depth);
      }
    }
  }

  private void place(int[] next, int bucket, int depth) {
    int here = next[bucket];
    int target = octet(here, depth);
    if (target == bucket) {
      next[bucket]++;
    } else {
      int there = next[target]++;
      System.arraycopy(records, there * width, swap, 0, width);
      System.arraycopy(records, here * width, records, there * width, width);
      System.arraycopy(swap, 0, records, here * width, width);
    }
  }

  private void insert(int from, int to) {
    for (int i = from + 1; i < to; i++) {
      int hole = i;
      while (hole > from && compare(hole - 1, i) > 0) {
        hole--;
      }
      if (hole < i) {
        System.arraycopy(records, i * width, held, 0, width);
        System.arraycopy(records, hole * width, records, (hole + 1) * width, (i - hole) * width);
        System.arraycopy(held, 0, records, hole * width, width);
      }
    }
  }

  private int compare(int left, int right) {
    return SerialRecord.compare(records, left * width, records, right * width, serialLength);
  }

  private int octet(int record, int depth) {
    return records[record * width + depth] & 0xFF;
  }
}
