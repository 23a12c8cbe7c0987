package io.mtlsagent.der;

/** Times as RFC 5280, section 4.1.2.5 demands them: UTC, with seconds, without fractions. */
public final class DerTime {

  private static final int UTC_LENGTH = 13;
  private static final int GENERALIZED_LENGTH = 15;
  private static final int[] DAYS_BEFORE_MONTH = {
    0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
  };

  private DerTime() {}

  /**
   * Reads a time without allocating.
   *
   * @param tag {@link DerReader#UTC_TIME} or {@link DerReader#GENERALIZED_TIME}
   * @return seconds since 1970-01-01T00:00:00Z
   */
  public static long epochSeconds(int tag, byte[] bytes, int from, int length)
      throws MalformedDerException {
    boolean utc = tag == DerReader.UTC_TIME;
    if (length != (utc ? UTC_LENGTH : GENERALIZED_LENGTH) || bytes[from + length - 1] != 'Z') {
      throw new MalformedDerException("a time is not of the form that RFC 5280 demands");
    }
    int at = from;
    int year;
    if (utc) {
      year = two(bytes, at);
      year += year < 50 ? 2000 : 1900;
      at += 2;
    } else {
      year = two(bytes, at) * 100 + two(bytes, at + 2);
      at += 4;
    }
    return seconds(
        year,
        two(bytes, at),
        two(bytes, at + 2),
        two(bytes, at + 4),
        two(bytes, at + 6),
        two(bytes, at + 8));
  }

  private static int two(byte[] bytes, int at) throws MalformedDerException {
    int tens = bytes[at] - '0';
    int ones = bytes[at + 1] - '0';
    if (tens < 0 || tens > 9 || ones < 0 || ones > 9) {
      throw new MalformedDerException("a time holds something else than digits");
    }
    return tens * 10 + ones;
  }

  private static long seconds(int year, int month, int day, int hour, int minute, int second)
      throws MalformedDerException {
    if (month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
      throw new MalformedDerException("a time names a day that does not exist");
    }
    if (hour > 23 || minute > 59 || second > 59) {
      throw new MalformedDerException("a time names an hour that does not exist");
    }
    long past = year - 1L;
    long leapDays = past / 4 - past / 100 + past / 400;
    long days = past * 365 + leapDays + DAYS_BEFORE_MONTH[month - 1] + day - 1;
    if (month > 2 && isLeap(year)) {
      days++;
    }
    // 719162 days lie between 0001-01-01 and 1970-01-01.
    return ((days - 719162) * 24 + hour) * 3600L + minute * 60L + second;
  }

  private static int daysIn(int year, int month) {
    if (month == 2) {
      return isLeap(year) ? 29 : 28;
    }
    return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
  }

  private static boolean isLeap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  }
}
