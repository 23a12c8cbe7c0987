package io.mtlsagent.policy;

/** Writes an instant as ISO 8601 in UTC with milliseconds, without loading java.time. */
public final class Timestamp {

  private static final long DAY_MILLIS = 86_400_000L;
  private static final long DAYS_PER_ERA = 146_097L;
  private static final long DAYS_FROM_YEAR_ZERO = 719_468L;

  private Timestamp() {}

  /** Such as {@code 2026-11-23T09:30:00.123Z}; right for the years 0 to 9999. */
  public static String of(long epochMillis) {
    long days = Math.floorDiv(epochMillis, DAY_MILLIS);
    long millis = Math.floorMod(epochMillis, DAY_MILLIS);
    StringBuilder text = new StringBuilder(24);
    date(text, days);
    padded(text.append('T'), millis / 3_600_000, 2);
    padded(text.append(':'), millis / 60_000 % 60, 2);
    padded(text.append(':'), millis / 1_000 % 60, 2);
    padded(text.append('.'), millis % 1_000, 3);
    return text.append('Z').toString();
  }

  /** The civil date of a day: eras of 400 years that begin on the first of March. */
  private static void date(StringBuilder text, long epochDay) {
    long shifted = epochDay + DAYS_FROM_YEAR_ZERO;
    long era = Math.floorDiv(shifted, DAYS_PER_ERA);
    long dayOfEra = Math.floorMod(shifted, DAYS_PER_ERA);
    long yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long marchMonth = (5 * dayOfYear + 2) / 153;
    long day = dayOfYear - (153 * marchMonth + 2) / 5 + 1;
    long month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
    long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
    padded(text, year, 4);
    padded(text.append('-'), month, 2);
    padded(text.append('-'), day, 2);
  }

  private static void padded(StringBuilder text, long number, int digits) {
    String plain = Long.toString(number);
    for (int i = plain.length(); i < digits; i++) {
      text.append('0');
    }
    text.append(plain);
  }
}
