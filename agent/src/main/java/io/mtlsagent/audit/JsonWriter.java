package io.mtlsagent.audit;

import java.util.Arrays;

/**
 * Writes one JSON object (RFC 8259) in one line of UTF-8, whatever the values hold.
 *
 * <p>Every character that ends a line, steers a terminal or hides text is escaped: controls, line
 * and paragraph separators, bidirectional and zero-width marks. A surrogate without its partner
 * becomes U+FFFD, since many readers refuse an escaped one. Each text has a limit in bytes as
 * written; a longer one is cut between characters and ends with {@link #CUT}. An object without
 * members is not written at all.
 */
final class JsonWriter {

  /** Ends a text that was longer than its limit. */
  static final String CUT = "...[truncated]";

  private static final int MAX_DEPTH = 16;
  private static final String HEX = "0123456789abcdef";

  private byte[] buffer = new byte[2048];
  private int length;
  private final int[] openedAt = new int[MAX_DEPTH];
  private final boolean[] hasMembers = new boolean[MAX_DEPTH];
  private int depth;

  /** Opens the outermost object. */
  JsonWriter() {
    put('{');
  }

  JsonWriter object(String name) {
    int start = length;
    name(name);
    return open('{', start);
  }

  JsonWriter array(String name) {
    int start = length;
    name(name);
    return open('[', start);
  }

  private JsonWriter open(char bracket, int start) {
    put(bracket);
    depth++;
    openedAt[depth] = start;
    hasMembers[depth] = false;
    return this;
  }

  /** Closes an object; one without members vanishes. */
  JsonWriter end() {
    return close('}');
  }

  JsonWriter endArray() {
    return close(']');
  }

  private JsonWriter close(char bracket) {
    boolean empty = !hasMembers[depth];
    int start = openedAt[depth];
    depth--;
    if (empty) {
      length = start;
    } else {
      put(bracket);
      hasMembers[depth] = true;
    }
    return this;
  }

  JsonWriter text(String name, String value, int limit) {
    name(name);
    quoted(value, limit);
    hasMembers[depth] = true;
    return this;
  }

  JsonWriter number(String name, long value) {
    name(name);
    ascii(Long.toString(value));
    hasMembers[depth] = true;
    return this;
  }

  JsonWriter flag(String name, boolean value) {
    name(name);
    ascii(value ? "true" : "false");
    hasMembers[depth] = true;
    return this;
  }

  /** Adds a text to the open array. */
  JsonWriter element(String value, int limit) {
    separate();
    quoted(value, limit);
    hasMembers[depth] = true;
    return this;
  }

  /** Adds members that another writer made ({@link #members}). */
  JsonWriter members(byte[] made) {
    if (made.length > 0) {
      separate();
      ensure(made.length);
      System.arraycopy(made, 0, buffer, length, made.length);
      length += made.length;
      hasMembers[depth] = true;
    }
    return this;
  }

  /** The members written so far, without the braces around them. */
  byte[] members() {
    return Arrays.copyOfRange(buffer, 1, length);
  }

  /** Bytes written so far. */
  int size() {
    return length;
  }

  /** Closes the outermost object and returns the line with its newline. */
  byte[] line() {
    put('}');
    put('\n');
    return Arrays.copyOf(buffer, length);
  }

  private void name(String name) {
    separate();
    quoted(name, 64);
    put(':');
  }

  private void separate() {
    if (hasMembers[depth]) {
      put(',');
    }
  }

  private void quoted(String value, int limit) {
    if (value.length() <= limit && plain(value)) {
      return;
    }
    put('"');
    int end = length + limit;
    int lastFit = length;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
        pair(c, value.charAt(i));
      } else {
        character(c);
      }
      if (length > end) {
        length = lastFit;
        ascii(CUT);
        break;
      }
      if (length <= end - CUT.length()) {
        lastFit = length;
      }
    }
    put('"');
  }

  /** Writes a text of nothing but harmless ASCII, as nearly all are; else nothing. */
  private boolean plain(String value) {
    int size = value.length();
    ensure(size + 2);
    int at = length;
    buffer[at++] = '"';
    for (int i = 0; i < size; i++) {
      char c = value.charAt(i);
      if (c < ' ' || c >= 0x7F || c == '"' || c == '\\') {
        return false;
      }
      buffer[at++] = (byte) c;
    }
    buffer[at++] = '"';
    length = at;
    return true;
  }

  private void character(char c) {
    if (c == '"' || c == '\\') {
      put('\\');
      put(c);
    } else if (c >= ' ' && c < 0x7F) {
      put(c);
    } else if (isHidden(c)) {
      escape(c);
    } else if (Character.isSurrogate(c)) {
      three('\uFFFD');
    } else if (c < 0x800) {
      put(0xC0 | (c >> 6));
      put(0x80 | (c & 0x3F));
    } else {
      three(c);
    }
  }

  /** Controls, and what Unicode calls format characters and separators of lines. */
  private static boolean isHidden(char c) {
    return c < ' '
        || (c >= 0x7F && c <= 0x9F)
        || c == 0xAD
        || c == 0x61C
        || c == 0x180E
        || (c >= 0x200B && c <= 0x200F)
        || (c >= 0x2028 && c <= 0x202E)
        || (c >= 0x2060 && c <= 0x206F)
        || c == 0xFEFF
        || (c >= 0xFFF0 && c <= 0xFFFB)
        || c >= 0xFFFE;
  }

  private void pair(char high, char low) {
    int codePoint = Character.toCodePoint(high, low);
    if (Character.getType(codePoint) == Character.FORMAT) {
      escape(high);
      escape(low);
      return;
    }
    put(0xF0 | (codePoint >> 18));
    put(0x80 | ((codePoint >> 12) & 0x3F));
    put(0x80 | ((codePoint >> 6) & 0x3F));
    put(0x80 | (codePoint & 0x3F));
  }

  private void three(char c) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }

  private void escape(char c) {
    ascii("\\u");
    for (int shift = 12; shift >= 0; shift -= 4) {
      put(HEX.charAt((c >> shift) & 0xF));
    }
  }

  private void ascii(String text) {
    for (int i = 0; i < text.length(); i++) {
      put(text.charAt(i));
    }
  }

  private void put(int octet) {
    ensure(1);
    buffer[length++] = (byte) octet;
  }

  private void ensure(int more) {
    if (length + more > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
    }
  }
}
