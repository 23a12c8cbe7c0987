package io.mtlsagent.benchmark;

import java.util.Arrays;

/** How long something took each time, in microseconds. Not for use by many threads. */
final class Latencies {

  private long[] nanos = new long[1024];
  private int count;

  void add(long nanoseconds) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = nanoseconds;
  }

  /** Such as 0.99; 1 for the longest. */
  double quantile(double part) {
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[(int) Math.min(count - 1L, Math.round(part * (count - 1)))] / 1e3;
  }

  int count() {
    return count;
  }
}
