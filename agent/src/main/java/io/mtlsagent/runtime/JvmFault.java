package io.mtlsagent.runtime;

import org.jspecify.annotations.Nullable;

/** Faults of the running JVM that let a peer in without its key, whatever the agent does. */
final class JvmFault {

  private static final int FIRST_FEATURE = 15;
  private static final int LAST_FEATURE = 18;

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
    int number = 0;
    while (position < version.length() && Character.isDigit(version.charAt(position))) {
      number = number * 10 + (version.charAt(position++) - '0');
    }
    return number;
  }
}
