package io.mtlsagent.trust;

/** The address and mask of a name constraint, in 8 or 32 bytes (RFC 5280, section 4.2.1.10). */
final class AddressRange {

  private AddressRange() {}

  /** Whether the bytes are an address and a mask of ones followed by zeros. */
  static boolean isRange(byte[] range) {
    if (range.length != 8 && range.length != 32) {
      return false;
    }
    boolean zeros = false;
    for (int i = range.length / 2; i < range.length; i++) {
      for (int bit = 7; bit >= 0; bit--) {
        boolean one = (range[i] >> bit & 1) != 0;
        if (one && zeros) {
          return false;
        }
        zeros |= !one;
      }
    }
    return true;
  }

  static boolean contains(byte[] range, byte[] address) {
    int length = range.length / 2;
    if (address.length != length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (((range[i] ^ address[i]) & range[length + i]) != 0) {
        return false;
      }
    }
    return true;
  }
}
