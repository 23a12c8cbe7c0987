package io.mtlsagent.identity;

/** Puts one DER element together (X.690): all that the older key formats need. */
final class DerWriter {

  private DerWriter() {}

  /** An element of this tag that holds the parts one after the other. */
  static byte[] element(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    int lengthBytes = 0;
    if (length > 127) {
      lengthBytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
    }
    byte[] element = new byte[2 + lengthBytes + length];
    element[0] = (byte) tag;
    element[1] = (byte) (lengthBytes == 0 ? length : 0x80 | lengthBytes);
    for (int i = 0; i < lengthBytes; i++) {
      element[2 + i] = (byte) (length >>> (8 * (lengthBytes - 1 - i)));
    }
    int at = 2 + lengthBytes;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, element, at, part.length);
      at += part.length;
    }
    return element;
  }
}
