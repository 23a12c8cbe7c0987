package io.mtlsagent.cli.report;

/**
 * Handshakes over time in a fixed number of intervals, which grow to twice their length whenever
 * the log turns out to be longer.
 */
final class Timeline {

  /** Even, so that two make one. */
  static final int MAX_INTERVALS = 256;

  private static final long FIRST_LENGTH = 60_000;

  private long length = FIRST_LENGTH;

  /** The number, counted from 1970 in intervals of the present length, of that at place 0. */
  private long origin;

  private int used;
  private long[][] counts = new long[MAX_INTERVALS][];

  void add(Outcome outcome, long time) {
    if (used == 0) {
      origin = Math.floorDiv(time, length);
    }
    while (!fits(Math.floorDiv(time, length))) {
      merge();
    }
    int place = (int) (Math.floorDiv(time, length) - origin);
    if (place < 0) {
      shift(-place);
      place = 0;
    }
    used = Math.max(used, place + 1);
    if (counts[place] == null) {
      counts[place] = new long[Outcome.PLACES];
    }
    counts[place][outcome.place()]++;
  }

  /** How many intervals there are, from the first handshake to the last. */
  int size() {
    return used;
  }

  /** The length of an interval in milliseconds. */
  long length() {
    return length;
  }

  /** When an interval begins, in milliseconds since 1970. */
  long start(int interval) {
    return (origin + interval) * length;
  }

  long count(int interval, Outcome outcome) {
    return counts[interval] == null ? 0 : counts[interval][outcome.place()];
  }

  private boolean fits(long number) {
    long first = Math.min(number, origin);
    long last = Math.max(number, origin + Math.max(used, 1) - 1);
    return last - first < MAX_INTERVALS;
  }

  private void merge() {
    long[][] merged = new long[MAX_INTERVALS][];
    long newOrigin = Math.floorDiv(origin, 2);
    int newUsed = 0;
    for (int i = 0; i < used; i++) {
      int place = (int) (Math.floorDiv(origin + i, 2) - newOrigin);
      newUsed = place + 1;
      if (counts[i] != null) {
        if (merged[place] == null) {
          merged[place] = new long[Outcome.PLACES];
        }
        for (int k = 0; k < counts[i].length; k++) {
          merged[place][k] += counts[i][k];
        }
      }
    }
    counts = merged;
    origin = newOrigin;
    used = newUsed;
    length *= 2;
  }

  private void shift(int places) {
    long[][] shifted = new long[MAX_INTERVALS][];
    System.arraycopy(counts, 0, shifted, places, used);
    counts = shifted;
    origin -= places;
    used += places;
  }
}
