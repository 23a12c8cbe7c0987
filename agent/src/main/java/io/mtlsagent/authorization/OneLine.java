package io.mtlsagent.authorization;

/** Text of unknown origin made fit for a sentence on one line. */
final class OneLine {

  private OneLine() {}

  /** The text with its control characters and line separators replaced. */
  static String of(String text) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      char character = characters[i];
      if (Character.isISOControl(character) || character == '\u2028' || character == '\u2029') {
        characters[i] = '?';
      }
    }
    return new String(characters);
  }
}
