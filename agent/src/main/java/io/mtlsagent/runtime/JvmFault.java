package io.mtlsagent.runtime;

import io.mtlsagent.policy.Timestamp;
import org.jspecify.annotations.Nullable;

/** Faults of the running JVM that strike whatever the agent does. */
final class JvmFault {

  private static final int FIRST_FEATURE = 15;
  private static final int LAST_FEATURE = 18;

  /** Four of the quarterly updates, which mend faults of JSSE nearly every time. */
  private static final int OLD_MONTHS = 12;

  private JvmFault() {}

  /**
   * CVE-2022-21449: Java 15 to 18 take a signature of zeros for one of ECDSA; mended in 17.0.3 and
   * 18.0.1.
   *
   * @param version the system property {@code java.version}
   * @return a sentence without a full stop; null for a JVM without this fault
   */
  static @Nullable String of(String version) {
    int feature = number(version, 0);
    if (feature < FIRST_FEATURE || feature > LAST_FEATURE) {
      return null;
    }
    int update = number(version, 2);
    if ((feature == 17 && update >= 3)
        || (feature == 18 && (update >= 1 || number(version, 1) > 0))) {
      return null;
    }
    return "this JVM, "
        + version
        + ", takes a signature of zeros for one of ECDSA (CVE-2022-21449): a peer needs no key to"
        + " use somebody's certificate. Update the JVM";
  }

  /**
   * A JVM that has missed the updates of a year.
   *
   * @param version the system property {@code java.version}
   * @param date the system property {@code java.version.date}, such as 2022-01-18; empty before
   *     Java 10
   * @param now in milliseconds since 1970
   * @return a sentence without a full stop; null for a newer JVM, and where nothing is known
   */
  static @Nullable String ofAge(String version, String date, long now) {
    int released = months(date);
    if (released == 0 || months(Timestamp.of(now)) - released <= OLD_MONTHS) {
      return null;
    }
    return "this JVM, "
        + version
        + " of "
        + date
        + ", is more than a year old: faults of its TLS that were mended since, such as denial of"
        + " service before a certificate is seen, are out of the agent's reach. Update the JVM";
  }

  /** Of a date that begins with year and month; 0 for what does not. */
  private static int months(String date) {
    boolean isDate = date.length() >= 7 && date.charAt(4) == '-';
    int year = isDate ? number(date, 0) : 0;
    return year == 0 ? 0 : year * 12 + digits(date, 5);
  }

  /** The number at a place of a version such as 17.0.2; 0 where there is none. */
  private static int number(String version, int place) {
    int position = 0;
    for (int i = 0; i < place; i++) {
      int dot = version.indexOf('.', position);
      if (dot < 0) {
        return 0;
      }
      position = dot + 1;
    }
    return digits(version, position);
  }

  private static int digits(String text, int from) {
    int number = 0;
    for (int i = from; i < text.length() && Character.isDigit(text.charAt(i)); i++) {
      number = number * 10 + (text.charAt(i) - '0');
    }
    return number;
  }
}
