package io.mtlsagent.authorization;

/** Which texts may be the name of a user. */
final class UserName {

  /** What decoders put in the place of bytes that they cannot decode. */
  private static final int REPLACEMENT = 0xFFFD;

  private UserName() {}

  /**
   * Whether a text has a character that could make two names look alike, cut a name short or break
   * a line: controls (NUL too), format characters (bidirectional overrides, zero-width ones), line
   * separators, halves of surrogate pairs, undecodable bytes.
   */
  static boolean hasForbiddenCharacter(String text) {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int character = text.codePointAt(i);
      if (character == REPLACEMENT || isForbidden(Character.getType(character))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForbidden(int category) {
    return category == Character.CONTROL
        || category == Character.FORMAT
        || category == Character.LINE_SEPARATOR
        || category == Character.PARAGRAPH_SEPARATOR
        || category == Character.SURROGATE;
  }
}
