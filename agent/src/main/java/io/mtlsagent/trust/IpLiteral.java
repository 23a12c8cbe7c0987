package io.mtlsagent.trust;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses in the only spellings that count: four plain decimal numbers, or RFC 4291, section
 * 2.2. Octal, hexadecimal and shortened IPv4 forms, which name resolvers take, are no addresses.
 */
final class IpLiteral {

  private static final int GROUPS = 8;

  private IpLiteral() {}

  /** The 4 or 16 bytes of an address, or null if the text is none. A zone is not accepted. */
  static byte @Nullable [] parse(String text) {
    return text.indexOf(':') < 0 ? v4(text) : v6(text);
  }

  private static byte @Nullable [] v4(String text) {
    byte[] address = new byte[4];
    int at = 0;
    for (int i = 0; i < 4; i++) {
      int start = at;
      int value = 0;
      while (at < text.length() && isDigit(text.charAt(at)) && at - start < 3) {
        value = value * 10 + (text.charAt(at++) - '0');
      }
      boolean leadingZero = at - start > 1 && text.charAt(start) == '0';
      if (at == start || value > 255 || leadingZero) {
        return null;
      }
      address[i] = (byte) value;
      if (i < 3 && (at >= text.length() || text.charAt(at++) != '.')) {
        return null;
      }
    }
    return at == text.length() ? address : null;
  }

  private static byte @Nullable [] v6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte[] whole = groups(text);
      return whole != null && whole.length == 2 * GROUPS ? whole : null;
    }
    byte[] head = groups(text.substring(0, gap));
    byte[] tail = groups(text.substring(gap + 2));
    if (head == null || tail == null || head.length + tail.length > 2 * (GROUPS - 1)) {
      return null;
    }
    byte[] address = Arrays.copyOf(head, 2 * GROUPS);
    System.arraycopy(tail, 0, address, address.length - tail.length, tail.length);
    return address;
  }

  /** Colon-separated groups, of which the last may be an IPv4 address; null if malformed. */
  private static byte @Nullable [] groups(String text) {
    byte[] bytes = new byte[2 * GROUPS];
    int count = 0;
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf(':', at);
      end = end < 0 ? text.length() : end;
      byte[] group = group(text.substring(at, end), end == text.length());
      if (group == null || count + group.length > bytes.length || end == text.length() - 1) {
        return null;
      }
      System.arraycopy(group, 0, bytes, count, group.length);
      count += group.length;
      at = end + 1;
    }
    return Arrays.copyOf(bytes, count);
  }

  private static byte @Nullable [] group(String text, boolean last) {
    if (last && text.indexOf('.') >= 0) {
      return v4(text);
    }
    if (text.isEmpty() || text.length() > 4) {
      return null;
    }
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
      if (digit < 0) {
        return null;
      }
      value = (value << 4) | digit;
    }
    return new byte[] {(byte) (value >>> 8), (byte) value};
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  /** The one spelling of an address of 4 or 16 bytes (RFC 5952, section 4). */
  static String format(byte[] address) {
    StringBuilder text = new StringBuilder(40);
    if (address.length == 4) {
      for (int i = 0; i < 4; i++) {
        text.append(i == 0 ? "" : ".").append(address[i] & 0xFF);
      }
      return text.toString();
    }
    int gapStart = -1;
    int gapLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int zeros = 0;
      while (i + zeros < GROUPS && groupAt(address, i + zeros) == 0) {
        zeros++;
      }
      if (zeros > gapLength) {
        gapStart = i;
        gapLength = zeros;
      }
    }
    for (int i = 0; i < GROUPS; i++) {
      if (i == gapStart) {
        text.append("::");
        i += gapLength - 1;
      } else {
        boolean afterGap = i == 0 || text.charAt(text.length() - 1) == ':';
        text.append(afterGap ? "" : ":").append(Integer.toHexString(groupAt(address, i)));
      }
    }
    return text.toString();
  }

  private static int groupAt(byte[] address, int index) {
    return ((address[2 * index] & 0xFF) << 8) | (address[2 * index + 1] & 0xFF);
  }
}
