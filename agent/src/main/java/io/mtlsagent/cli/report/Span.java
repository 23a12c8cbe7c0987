package io.mtlsagent.cli.report;

/** From the first to the last of what was seen, in milliseconds since 1970. */
final class Span {

  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  void add(long time) {
    first = Math.min(first, time);
    last = Math.max(last, time);
  }

  boolean isEmpty() {
    return last < first;
  }

  long first() {
    return first;
  }

  long last() {
    return last;
  }

  long millis() {
    return isEmpty() ? 0 : last - first;
  }
}
