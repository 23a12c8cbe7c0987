package io.mtlsagent.policy;

/** Derives the name of a constant in files and logs from its name in the code. */
final class WireName {

  private WireName() {}

  /** {@code NAME_MISMATCH} becomes {@code name_mismatch}. */
  static String withUnderscores(Enum<?> constant) {
    return asciiLowerCase(constant.name());
  }

  /** {@code SOFT_FAIL} becomes {@code soft-fail}. */
  static String of(Enum<?> constant) {
    return asciiLowerCase(constant.name()).replace('_', '-');
  }

  /** Not {@link String#toLowerCase()}: that depends on the locale (Turkish dotless i). */
  private static String asciiLowerCase(String name) {
    char[] characters = name.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] >= 'A' && characters[i] <= 'Z') {
        characters[i] = (char) (characters[i] + ('a' - 'A'));
      }
    }
    return new String(characters);
  }
}
