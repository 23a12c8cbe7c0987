package io.mtlsagent.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** A length of time: {@code 500ms}, {@code 5s}, {@code 1m}, {@code 2h}, {@code 7d}, ISO 8601. */
final class DurationParser implements ValueParser<Duration> {

  /** Keeps every later conversion to milliseconds or nanoseconds within a long. */
  private static final Duration LONGEST = Duration.ofDays(36500);

  private static final String[] UNITS = {"ms", "s", "m", "h", "d"};
  private static final long[] MILLISECONDS = {1, 1_000, 60_000, 3_600_000, 86_400_000};

  private final Duration shortest;

  /**
   * @param shortest what a value must at least be
   */
  DurationParser(Duration shortest) {
    this.shortest = shortest;
  }

  @Override
  public Duration parse(String text, Place place) throws InvalidValueException {
    Duration duration =
        text.startsWith("P") || text.startsWith("p") ? Iso8601.parse(text) : simple(text);
    if (duration.compareTo(shortest) < 0) {
      throw new InvalidValueException(
          text,
          "is shorter than " + shortest.toMillis() + "ms",
          "Write " + shortest.toMillis() + "ms or more");
    }
    if (duration.compareTo(LONGEST) > 0) {
      throw notADuration(text);
    }
    return duration;
  }

  private static Duration simple(String text) throws InvalidValueException {
    int digits = Decimal.digits(text);
    String unit = text.substring(digits).trim();
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(unit) || isZero(text)) {
        long number =
            Decimal.parse(text.substring(0, digits), LONGEST.toMillis() / MILLISECONDS[i]);
        if (number >= 0) {
          return Duration.ofMillis(number * MILLISECONDS[i]);
        }
      }
    }
    throw notADuration(text);
  }

  private static boolean isZero(String text) {
    return text.equals("0");
  }

  private static InvalidValueException notADuration(String text) {
    return new InvalidValueException(
        text,
        "is not a duration",
        "Write a whole number with a unit (ms, s, m, h, d), such as 5s, or ISO 8601 such as PT5S");
  }

  @Override
  public String form() {
    return "duration such as `500ms`, `5s`, `1m`, `PT5S`";
  }

  /** On its own, so that its exception's classes are loaded only where the form is used. */
  private static final class Iso8601 {

    static Duration parse(String text) throws InvalidValueException {
      try {
        return Duration.parse(text);
      } catch (DateTimeParseException e) {
        throw notADuration(text);
      }
    }
  }
}
