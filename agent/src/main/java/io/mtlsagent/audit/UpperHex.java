package io.mtlsagent.audit;

/** Bytes as upper-case hexadecimal digits, two a byte. */
final class UpperHex {

  private static final String DIGITS = "0123456789ABCDEF";

  private UpperHex() {}

  static String of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  static String of(byte[] bytes, int from, int to) {
    StringBuilder text = new StringBuilder((to - from) * 2);
    for (int i = from; i < to; i++) {
      text.append(DIGITS.charAt((bytes[i] >> 4) & 0xF)).append(DIGITS.charAt(bytes[i] & 0xF));
    }
    return text.toString();
  }
}
