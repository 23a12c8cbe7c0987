package io.mtlsagent.authorization;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits the text of a list of peers at its commas and undoes its escapes: a value may stand in
 * double quotes, and a backslash before a comma, double quote, backslash or asterisk takes away
 * their meaning.
 */
final class PatternText {

  private static final String ESCAPABLE = ",\"\\*";

  private PatternText() {}

  /** The entries as they are written, without the blanks around them and without empty ones. */
  static List<String> split(String text) throws InvalidRuleException {
    List<String> entries = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i <= text.length(); i++) {
      char character = i == text.length() ? ',' : text.charAt(i);
      if (character == '\\' && i + 1 < text.length()) {
        i++;
      } else if (character == '"') {
        quoted = !quoted;
      } else if (character == ',' && (!quoted || i == text.length())) {
        String entry = text.substring(start, i).trim();
        if (!entry.isEmpty()) {
          entries.add(entry);
        }
        start = i + 1;
      }
    }
    if (quoted) {
      throw new InvalidRuleException(
          "a double quote is never closed",
          "Close it, or put a backslash before a double quote that is part of a name");
    }
    return entries;
  }

  /** A value without its quotes and backslashes. */
  static String unescaped(String value, String entry) throws InvalidRuleException {
    StringBuilder text = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (character == '\\') {
        i++;
        if (i == value.length() || ESCAPABLE.indexOf(value.charAt(i)) < 0) {
          throw new InvalidRuleException(
              "'" + entry + "' has a backslash that escapes nothing",
              "Put it only before a comma, double quote, asterisk or backslash; in a .properties"
                  + " file each backslash is written twice");
        }
        text.append(value.charAt(i));
      } else if (character != '"') {
        text.append(character);
      }
    }
    return text.toString();
  }

  /** Whether an asterisk stands in a value that is neither quoted nor escaped. */
  static boolean hasWildcard(String value) {
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char character = value.charAt(i);
      if (character == '\\') {
        i++;
      } else if (character == '"') {
        quoted = !quoted;
      } else if (character == '*' && !quoted) {
        return true;
      }
    }
    return false;
  }
}
