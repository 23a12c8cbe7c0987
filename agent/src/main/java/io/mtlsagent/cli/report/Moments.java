package io.mtlsagent.cli.report;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and amounts for people, the same in every locale. */
final class Moments {

  static final long HOUR = 3_600_000;
  static final long DAY = 24 * HOUR;

  private static final DateTimeFormatter MINUTES =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Moments() {}

  /** Such as {@code 2026-11-23 09:30Z}; empty for an empty span. */
  static String first(Span span) {
    return span.isEmpty() ? "" : minutes(span.first());
  }

  /** Such as {@code 2026-11-23 09:30Z}; empty for an empty span. */
  static String last(Span span) {
    return span.isEmpty() ? "" : minutes(span.last());
  }

  static String minutes(long time) {
    return MINUTES.format(Instant.ofEpochMilli(time));
  }

  static String date(long time) {
    return DATE.format(Instant.ofEpochMilli(time));
  }

  /** With all its digits, for machines. */
  static String exact(long time) {
    return Instant.ofEpochMilli(time).toString();
  }

  /** Such as {@code 3 days}, {@code 5 hours} or {@code 40 minutes}. */
  static String length(long millis) {
    if (millis >= 2 * DAY) {
      return millis / DAY + " days";
    }
    if (millis >= 2 * HOUR) {
      return millis / HOUR + " hours";
    }
    return plural(millis / 60_000, "minute");
  }

  /** Such as {@code 1,234,567}. */
  static String number(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** Such as {@code 1 line} or {@code 1,000 lines}. */
  static String plural(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }
}
