package io.mtlsagent.cli.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The time that a report looks at: from one moment, inclusive, to another, exclusive. */
public final class Period {

  private static final long SECOND = 1_000;

  private final long since;
  private final long until;

  private Period(long since, long until) {
    this.since = since;
    this.until = until;
  }

  /**
   * A period between two moments: {@code 2026-01-31}, {@code 2026-01-31T12:00:00Z}, or how long
   * ago, such as {@code 36h} or {@code 7d}.
   *
   * @param since null for the beginning of time
   * @param until null for its end
   * @throws IllegalArgumentException where a text is no moment, or the end is not after the
   *     beginning
   */
  public static Period of(@Nullable String since, @Nullable String until, Instant now) {
    long from = since == null ? Long.MIN_VALUE : moment(since, now);
    long to = until == null ? Long.MAX_VALUE : moment(until, now);
    if (to <= from) {
      throw new IllegalArgumentException("--until is not after --since");
    }
    return new Period(from, to);
  }

  boolean contains(long time) {
    return time >= since && time < until;
  }

  private static long moment(String text, Instant now) {
    try {
      long ago = ago(text);
      if (ago >= 0) {
        return now.toEpochMilli() - ago;
      }
      return text.indexOf('T') < 0
          ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
          : Instant.parse(text).toEpochMilli();
    } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no time such as 2026-01-31, 2026-01-31T12:00:00Z, 36h or 7d", e);
    }
  }

  /** The length of a text such as {@code 36h} in milliseconds; negative where it is none. */
  private static long ago(String text) {
    int digits = text.length() - 1;
    for (int i = 0; i < digits; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return -1;
      }
    }
    long unit = digits < 1 ? -1 : unit(text.charAt(digits));
    return unit < 0 ? -1 : Math.multiplyExact(Long.parseLong(text.substring(0, digits)), unit);
  }

  private static long unit(char letter) {
    switch (letter) {
      case 's':
        return SECOND;
      case 'm':
        return 60 * SECOND;
      case 'h':
        return 3_600 * SECOND;
      case 'd':
        return 86_400 * SECOND;
      default:
        return -1;
    }
  }
}
