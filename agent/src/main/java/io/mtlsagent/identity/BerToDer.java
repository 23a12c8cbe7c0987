package io.mtlsagent.identity;

import io.mtlsagent.pem.DerException;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;

/** Some programs write PKCS#12 with indefinite lengths and strings in pieces (X.690, BER). */
final class BerToDer {

  private static final int CONSTRUCTED = 0x20;
  private static final int OCTET_STRING_IN_PIECES = 0x24;
  private static final int DEEPEST = 40;

  private BerToDer() {}

  /** The same value in DER; the very bytes where they are DER already, as they mostly are. */
  static byte[] convert(byte[] bytes) throws DerException {
    if (isDefinite(bytes, 0, bytes.length, 0)) {
      return bytes;
    }
    try {
      return ASN1Primitive.fromByteArray(bytes).getEncoded(ASN1Encoding.DER);
    } catch (IOException | RuntimeException e) {
      throw new DerException("it is neither DER nor BER");
    }
  }

  private static boolean isDefinite(byte[] bytes, int from, int to, int depth) {
    int at = from;
    while (at < to) {
      int tag = bytes[at] & 0xFF;
      if (tag == OCTET_STRING_IN_PIECES || at + 2 > to || depth > DEEPEST) {
        return false;
      }
      int length = bytes[at + 1] & 0xFF;
      at += 2;
      if (length > 0x7F) {
        int count = length & 0x7F;
        if (count == 0 || count > 4 || count > to - at) {
          return false;
        }
        length = 0;
        for (int i = 0; i < count; i++) {
          length = (length << 8) | (bytes[at + i] & 0xFF);
        }
        at += count;
      }
      if (length < 0 || length > to - at) {
        return false;
      }
      if ((tag & CONSTRUCTED) != 0 && !isDefinite(bytes, at, at + length, depth + 1)) {
        return false;
      }
      at += length;
    }
    return true;
  }
}
