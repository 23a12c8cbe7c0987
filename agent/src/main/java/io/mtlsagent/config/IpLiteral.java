package io.mtlsagent.config;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads IP addresses from text without ever asking a name service.
 *
 * <p>Strict: IPv4 is four decimal numbers without leading zeros (RFC 6943, section 3.1.1, lists the
 * harm that looser forms do), IPv6 is the text form of RFC 4291, section 2.2. An IPv4-mapped IPv6
 * address is the IPv4 address that it maps.
 */
public final class IpLiteral {

  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  private static final int MAPPED_PREFIX_BYTES = 12;
  private static final int GROUPS = 8;

  private IpLiteral() {}

  /**
   * The bytes of an address, 4 or 16, in network order.
   *
   * @param text an address without brackets, port or zone
   * @return null where the text is no address
   */
  public static byte @Nullable [] parse(String text) {
    byte @Nullable [] address = text.indexOf(':') < 0 ? ipv4(text) : ipv6(text);
    return address == null ? null : unmapped(address);
  }

  /** The IPv4 address in an IPv4-mapped IPv6 address; any other address as it is. */
  public static byte[] unmapped(byte[] address) {
    if (address.length != IPV6_BYTES || address[10] != -1 || address[11] != -1) {
      return address;
    }
    for (int i = 0; i < MAPPED_PREFIX_BYTES - 2; i++) {
      if (address[i] != 0) {
        return address;
      }
    }
    return Arrays.copyOfRange(address, MAPPED_PREFIX_BYTES, IPV6_BYTES);
  }

  private static byte @Nullable [] ipv4(String text) {
    byte[] address = new byte[IPV4_BYTES];
    int start = 0;
    for (int i = 0; i < IPV4_BYTES; i++) {
      int dot = text.indexOf('.', start);
      boolean last = i == IPV4_BYTES - 1;
      if ((dot < 0) != last) {
        return null;
      }
      String number = text.substring(start, last ? text.length() : dot);
      long value = Decimal.parse(number, 255);
      if (value < 0 || (number.length() > 1 && number.charAt(0) == '0')) {
        return null;
      }
      address[i] = (byte) value;
      start = dot + 1;
    }
    return address;
  }

  private static byte @Nullable [] ipv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      byte @Nullable [] all = groups(text);
      return all != null && all.length == IPV6_BYTES ? all : null;
    }
    byte @Nullable [] head = groups(text.substring(0, gap));
    byte @Nullable [] tail = groups(text.substring(gap + 2));
    // The dotted form may only end an address.
    boolean dotsBeforeGap = text.lastIndexOf('.', gap) >= 0;
    if (head == null || tail == null || dotsBeforeGap) {
      return null;
    }
    if (head.length + tail.length > IPV6_BYTES - 2) {
      return null;
    }
    byte[] address = new byte[IPV6_BYTES];
    System.arraycopy(head, 0, address, 0, head.length);
    System.arraycopy(tail, 0, address, IPV6_BYTES - tail.length, tail.length);
    return address;
  }

  /** Groups of up to four hexadecimal digits, the last of them perhaps in IPv4's dotted form. */
  private static byte @Nullable [] groups(String text) {
    byte[] bytes = new byte[IPV6_BYTES];
    int length = 0;
    int start = 0;
    while (!text.isEmpty() && start <= text.length()) {
      int colon = text.indexOf(':', start);
      String group = text.substring(start, colon < 0 ? text.length() : colon);
      byte @Nullable [] value =
          colon < 0 && group.indexOf('.') >= 0 ? ipv4(group) : hexadecimal(group);
      if (value == null || length + value.length > 2 * GROUPS) {
        return null;
      }
      System.arraycopy(value, 0, bytes, length, value.length);
      length += value.length;
      start = colon < 0 ? text.length() + 1 : colon + 1;
    }
    return Arrays.copyOf(bytes, length);
  }

  private static byte @Nullable [] hexadecimal(String group) {
    if (group.isEmpty() || group.length() > 4) {
      return null;
    }
    int value = 0;
    for (int i = 0; i < group.length(); i++) {
      char character = group.charAt(i);
      int digit = character < 128 ? Character.digit(character, 16) : -1;
      if (digit < 0) {
        return null;
      }
      value = value << 4 | digit;
    }
    return new byte[] {(byte) (value >> 8), (byte) value};
  }
}
