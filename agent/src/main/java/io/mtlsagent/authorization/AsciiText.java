package io.mtlsagent.authorization;

/** Letters A to Z of either case, compared without regard to the locale of the JVM. */
final class AsciiText {

  private static final int DISTANCE = 'a' - 'A';

  private AsciiText() {}

  static boolean equalsIgnoreCase(String left, String right) {
    return left.length() == right.length() && regionMatches(left, 0, right, 0, left.length());
  }

  static boolean startsWithIgnoreCase(String text, String prefix) {
    return text.length() >= prefix.length() && regionMatches(text, 0, prefix, 0, prefix.length());
  }

  private static boolean regionMatches(String left, int at, String right, int from, int length) {
    for (int i = 0; i < length; i++) {
      if (lower(left.charAt(at + i)) != lower(right.charAt(from + i))) {
        return false;
      }
    }
    return true;
  }

  private static char lower(char character) {
    return character >= 'A' && character <= 'Z' ? (char) (character + DISTANCE) : character;
  }

  static boolean isLowerLetter(char character) {
    return character >= 'a' && character <= 'z';
  }

  static boolean isLetter(char character) {
    return isLowerLetter(lower(character));
  }

  static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }
}
