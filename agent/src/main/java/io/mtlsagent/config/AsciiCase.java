package io.mtlsagent.config;

/** Changes the case of the letters A to Z alone, whatever the locale of the JVM. */
final class AsciiCase {

  private static final int DISTANCE = 'a' - 'A';

  private AsciiCase() {}

  static String lower(String text) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] >= 'A' && characters[i] <= 'Z') {
        characters[i] = (char) (characters[i] + DISTANCE);
      }
    }
    return new String(characters);
  }

  static String upper(String text) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] >= 'a' && characters[i] <= 'z') {
        characters[i] = (char) (characters[i] - DISTANCE);
      }
    }
    return new String(characters);
  }
}
