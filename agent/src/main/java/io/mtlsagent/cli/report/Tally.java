package io.mtlsagent.cli.report;

/** Handshakes by their outcome, and when they were. */
final class Tally {

  private final long[] counts = new long[Outcome.PLACES];
  private final Span span = new Span();

  void add(Outcome outcome, long time) {
    counts[outcome.place()]++;
    span.add(time);
  }

  /** Adds handshakes whose times do not matter. */
  void addCounts(Outcome outcome, long more) {
    counts[outcome.place()] += more;
  }

  long count(Outcome outcome) {
    return counts[outcome.place()];
  }

  long total() {
    long total = 0;
    for (long count : counts) {
      total += count;
    }
    return total;
  }

  Span span() {
    return span;
  }
}
