package io.mtlsagent.der;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;

/** Writes the few elements of the Distinguished Encoding Rules (X.690) that the agent sends. */
public final class DerEncoding {

  private DerEncoding() {}

  /** A SEQUENCE of encoded elements. */
  public static byte[] sequence(byte[]... elements) {
    return element(DerReader.SEQUENCE, elements);
  }

  public static byte[] octetString(byte[] content) {
    return element(DerReader.OCTET_STRING, content);
  }

  public static byte[] integer(BigInteger value) {
    return element(DerReader.INTEGER, value.toByteArray());
  }

  /**
   * An object identifier.
   *
   * @param dotted with a first arc of 0 or 1, and no arc larger than an int
   */
  public static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    content.write(Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      int arc = Integer.parseInt(arcs[i]);
      for (int shift = 28; shift > 0; shift -= 7) {
        if (arc >>> shift != 0) {
          content.write(0x80 | ((arc >>> shift) & 0x7F));
        }
      }
      content.write(arc & 0x7F);
    }
    return element(DerReader.OID, content.toByteArray());
  }

  /** An element of any tag of one byte, around the given bytes. */
  public static byte[] element(int tag, byte[]... parts) {
    int length = 0;
    for (byte[] part : parts) {
      length += part.length;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream(length + 6);
    out.write(tag);
    if (length < 0x80) {
      out.write(length);
    } else {
      int count = length < 0x100 ? 1 : length < 0x10000 ? 2 : length < 0x1000000 ? 3 : 4;
      out.write(0x80 | count);
      for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
        out.write(length >>> shift);
      }
    }
    for (byte[] part : parts) {
      out.write(part, 0, part.length);
    }
    return out.toByteArray();
  }
}
