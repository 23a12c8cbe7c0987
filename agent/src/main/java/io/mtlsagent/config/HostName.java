package io.mtlsagent.config;

import java.net.IDN;

/** Spelling of host names: ASCII, lower case, without the root's trailing dot. */
final class HostName {

  private HostName() {}

  /** One spelling for all that DNS takes as equal (RFC 4343; A-labels of RFC 5890). */
  static String normalised(String name) {
    String ascii = isAscii(name) ? name : toAscii(name);
    String lower = AsciiCase.lower(ascii);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  /**
   * Whether a normalised text can match a host name: letters, digits, {@code - _ . * ?}, no empty
   * label, and a letter in its last label, so that it is not an address written badly.
   */
  static boolean isGlobOfName(String glob) {
    boolean letterInLastLabel = false;
    int labelLength = 0;
    for (int i = 0; i < glob.length(); i++) {
      char character = glob.charAt(i);
      if (character == '.') {
        if (labelLength == 0) {
          return false;
        }
        labelLength = 0;
        letterInLastLabel = false;
        continue;
      }
      labelLength++;
      boolean letter = character >= 'a' && character <= 'z';
      letterInLastLabel |= letter;
      if (!letter && !(character >= '0' && character <= '9') && "-_*?".indexOf(character) < 0) {
        return false;
      }
    }
    return labelLength > 0 && (letterInLastLabel || endsInWildcardAfterLetters(glob));
  }

  /** {@code db.*} can only be meant for names, {@code 10.*} might be meant for addresses. */
  private static boolean endsInWildcardAfterLetters(String glob) {
    if (!Glob.isGlob(glob)) {
      return false;
    }
    for (int i = 0; i < glob.length(); i++) {
      if (glob.charAt(i) >= 'a' && glob.charAt(i) <= 'z') {
        return true;
      }
    }
    return false;
  }

  private static boolean isAscii(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) > 127) {
        return false;
      }
    }
    return true;
  }

  private static String toAscii(String name) {
    try {
      return IDN.toASCII(name);
    } catch (IllegalArgumentException e) {
      // No such host can exist: it matches nothing but "*", as it stands.
      return name;
    }
  }
}
