package io.mtlsagent.config;

/** Text of unknown origin made fit for a message of one line. */
final class Quoted {

  private static final int LONGEST = 100;

  private Quoted() {}

  /** The text in single quotes, shortened, its control characters replaced. */
  static String of(String text) {
    return "'" + plain(text) + "'";
  }

  /** The text without quotes, shortened, its control characters replaced. */
  static String plain(String text) {
    boolean cut = text.length() > LONGEST;
    char[] characters = (cut ? text.substring(0, LONGEST) : text).toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (Character.isISOControl(characters[i]) || isLineSeparator(characters[i])) {
        characters[i] = '?';
      }
    }
    return new String(characters) + (cut ? "..." : "");
  }

  private static boolean isLineSeparator(char character) {
    return character == '\u2028' || character == '\u2029';
  }
}
