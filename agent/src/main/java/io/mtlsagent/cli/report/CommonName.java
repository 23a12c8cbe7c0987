package io.mtlsagent.cli.report;

/** The part of a distinguished name that people know a peer by; for showing, not for deciding. */
final class CommonName {

  private CommonName() {}

  /** The value of the first CN in a name of RFC 2253, as it is written; the whole without one. */
  static String of(String subject) {
    int start = 0;
    while (start < subject.length()) {
      int end = endOfPart(subject, start);
      if (subject.regionMatches(true, start, "CN=", 0, 3) && end > start + 3) {
        return subject.substring(start + 3, end);
      }
      start = end + 1;
    }
    return subject;
  }

  private static int endOfPart(String subject, int start) {
    boolean quoted = false;
    for (int i = start; i < subject.length(); i++) {
      char c = subject.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ',' || c == '+')) {
        return i;
      }
    }
    return subject.length();
  }
}
