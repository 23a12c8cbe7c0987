package io.mtlsagent.trust;

import java.net.IDN;
import org.jspecify.annotations.Nullable;

/** DNS names as certificates spell them, and the rule by which they match (RFC 9525). */
final class DnsName {

  private static final int MAX_LENGTH = 253;
  private static final int MAX_LABEL = 63;
  private static final String WILDCARD = "*.";

  private DnsName() {}

  /**
   * The name that an application asked for, as certificates spell it: lower case, A-labels, without
   * the dot of an absolute name. Null if it is no name.
   */
  static @Nullable String ofHost(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    if (!isAscii(name)) {
      try {
        name = IDN.toASCII(name, IDN.USE_STD3_ASCII_RULES);
      } catch (IllegalArgumentException e) {
        return null;
      }
    }
    return isName(name) ? lowerCase(name) : null;
  }

  /** Whether a name consists of labels of letters, digits and inner hyphens (RFC 1034, 3.5). */
  static boolean isName(String name) {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      return false;
    }
    int start = 0;
    while (start <= name.length()) {
      int end = name.indexOf('.', start);
      end = end < 0 ? name.length() : end;
      if (!isLabel(name, start, end)) {
        return false;
      }
      start = end + 1;
    }
    return true;
  }

  private static boolean isLabel(String name, int start, int end) {
    if (end == start || end - start > MAX_LABEL) {
      return false;
    }
    for (int i = start; i < end; i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      boolean inner = c == '-' && i > start && i < end - 1;
      if (!letter && !(c >= '0' && c <= '9') && !inner) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether a name of a certificate, which may be a wildcard in its whole leftmost label, covers a
   * host (RFC 9525, section 6.3). A wildcard stands for exactly one label, and two labels at least
   * must follow it.
   *
   * @param host as {@link #ofHost} gives it
   */
  static boolean matches(String pattern, String host) {
    if (!pattern.startsWith(WILDCARD)) {
      return isName(pattern) && equalsIgnoreCase(pattern, host);
    }
    String suffix = pattern.substring(WILDCARD.length());
    int dot = host.indexOf('.');
    return isName(suffix)
        && suffix.indexOf('.') > 0
        && dot > 0
        && equalsIgnoreCase(suffix, host.substring(dot + 1));
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 128) {
        return false;
      }
    }
    return true;
  }

  /** Compares ASCII text, independent of any locale. */
  static boolean equalsIgnoreCase(String left, String right) {
    if (left.length() != right.length()) {
      return false;
    }
    for (int i = 0; i < left.length(); i++) {
      if (lower(left.charAt(i)) != lower(right.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static String lowerCase(String text) {
    char[] characters = text.toCharArray();
    for (int i = 0; i < characters.length; i++) {
      characters[i] = lower(characters[i]);
    }
    return new String(characters);
  }

  private static char lower(char character) {
    return character >= 'A' && character <= 'Z' ? (char) (character + ('a' - 'A')) : character;
  }
}
