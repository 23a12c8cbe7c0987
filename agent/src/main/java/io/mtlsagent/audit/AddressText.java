package io.mtlsagent.audit;

import java.net.InetAddress;

/** Writes an IP address without its scope, and IPv6 in the short form of RFC 5952. */
final class AddressText {

  private static final int GROUPS = 8;

  private AddressText() {}

  static String of(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 2 * GROUPS ? ipv6(bytes) : address.getHostAddress();
  }

  private static String ipv6(byte[] bytes) {
    int[] groups = new int[GROUPS];
    for (int i = 0; i < GROUPS; i++) {
      groups[i] = ((bytes[2 * i] & 0xFF) << 8) | (bytes[2 * i + 1] & 0xFF);
    }
    return compressed(groups);
  }

  /**
   * Shortens the long form in which the JDK gives the IPv6 names of a certificate; any other text
   * is returned as it is, for nothing may be looked up here.
   */
  static String shortened(String text) {
    int[] groups = new int[GROUPS];
    int group = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int digit = Character.digit(c, 16);
      if (c == ':' && digits > 0 && group < GROUPS - 1) {
        group++;
        digits = 0;
      } else if (c < 0x80 && digit >= 0 && digits < 4) {
        groups[group] = (groups[group] << 4) | digit;
        digits++;
      } else {
        return text;
      }
    }
    return group == GROUPS - 1 && digits > 0 ? compressed(groups) : text;
  }

  /** RFC 5952, section 4.2: the longest run of two or more zeros, the first of equals, as "::". */
  private static String compressed(int[] groups) {
    int runStart = -1;
    int runLength = 1;
    for (int i = 0; i < GROUPS; i++) {
      int end = i;
      while (end < GROUPS && groups[end] == 0) {
        end++;
      }
      if (end - i > runLength) {
        runStart = i;
        runLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < GROUPS; i++) {
      if (i == runStart) {
        text.append("::");
        i += runLength - 1;
      } else {
        if (text.length() > 0 && text.charAt(text.length() - 1) != ':') {
          text.append(':');
        }
        text.append(Integer.toHexString(groups[i]));
      }
    }
    return text.toString();
  }
}
