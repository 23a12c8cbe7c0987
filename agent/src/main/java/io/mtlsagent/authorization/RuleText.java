package io.mtlsagent.authorization;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits the text of {@code user.rules} at its commas, in Kafka's way: those within the pattern and
 * the replacement of a {@code RULE:} do not count, a backslash before a slash keeps it from ending
 * them, and blanks around a rule fall away.
 */
final class RuleText {

  static final String RULE = "RULE:";

  private RuleText() {}

  /** The rules, without the empty ones. */
  static List<String> split(String text) {
    List<String> rules = new ArrayList<>();
    int start = 0;
    while (start < text.length()) {
      while (start < text.length() && isBlank(text.charAt(start))) {
        start++;
      }
      int comma = text.indexOf(',', endOfReplacement(text, start));
      int end = comma < 0 ? text.length() : comma;
      int next = end + 1;
      while (end > start && isBlank(text.charAt(end - 1))) {
        end--;
      }
      if (end > start) {
        rules.add(text.substring(start, end));
      }
      start = next;
    }
    return rules;
  }

  /** Where the part of a rule ends in which commas do not count; the start where there is none. */
  private static int endOfReplacement(String text, int start) {
    if (!text.startsWith(RULE, start)) {
      return start;
    }
    int first = slash(text, start + RULE.length());
    int second = first < 0 ? -1 : slash(text, first + 1);
    return second < 0 ? start : second + 1;
  }

  /** The first slash that no backslash escapes; -1 where there is none. */
  static int slash(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == '/') {
        return i;
      }
    }
    return -1;
  }

  private static boolean isBlank(char character) {
    return character == ' ' || (character >= '\t' && character <= '\r');
  }
}
