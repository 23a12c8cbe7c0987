package io.mtlsagent.authorization;

/**
 * Checks the replacement of a Kafka rule when it is read, where Kafka fails only when it is used.
 */
final class Replacement {

  private Replacement() {}

  /**
   * A replacement for {@link java.util.regex.Matcher#replaceAll} that cannot fail. As in Kafka, a
   * reference to a group that a pattern with groups does not have stands for itself.
   */
  static String checked(String replacement, String pattern, int groups)
      throws InvalidRuleException {
    StringBuilder checked = new StringBuilder();
    int i = 0;
    while (i < replacement.length()) {
      char character = replacement.charAt(i);
      if (character == '\\') {
        if (i + 1 == replacement.length()) {
          throw invalid(replacement, "ends in a single backslash");
        }
        checked.append(character).append(replacement.charAt(i + 1));
        i += 2;
      } else if (character == '$') {
        i = reference(replacement, i, pattern, groups, checked);
      } else {
        checked.append(character);
        i++;
      }
    }
    return checked.toString();
  }

  /** Copies the reference that begins at a dollar sign; returns where it ends. */
  private static int reference(
      String replacement, int dollar, String pattern, int groups, StringBuilder checked)
      throws InvalidRuleException {
    int next = dollar + 1;
    if (next < replacement.length() && replacement.charAt(next) == '{') {
      int end = replacement.indexOf('}', next);
      if (end < 0 || !pattern.contains("(?<" + replacement.substring(next + 1, end) + ">")) {
        throw invalid(replacement, "refers to a named group that the pattern does not have");
      }
      checked.append(replacement, dollar, end + 1);
      return end + 1;
    }
    int digit = next < replacement.length() ? replacement.charAt(next) - '0' : -1;
    if (digit < 0 || digit > 9) {
      throw invalid(replacement, "has a $ that no group number follows");
    }
    if (digit > groups && groups == 0) {
      throw invalid(replacement, "refers to a group, and the pattern has none");
    }
    checked.append(digit > groups ? "\\$" : "$");
    return next;
  }

  private static InvalidRuleException invalid(String replacement, String problem) {
    return new InvalidRuleException(
        "the replacement '" + replacement + "' " + problem,
        "Write $1 for the first group, \\$ for a dollar sign and \\\\ for a backslash");
  }
}
