package io.mtlsagent.pem;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Walks over the elements of a DER encoding (X.690, definite lengths only).
 *
 * <p>It exists for the start of the JVM: the few structures read there are small, and a library for
 * all of ASN.1 costs more time to load than the whole of the rest.
 */
public final class DerReader {

  public static final int INTEGER = 0x02;
  public static final int BIT_STRING = 0x03;
  public static final int OCTET_STRING = 0x04;
  public static final int NULL = 0x05;
  public static final int OBJECT_IDENTIFIER = 0x06;
  public static final int SEQUENCE = 0x30;

  private final byte[] data;
  private final int end;
  private int position;

  private DerReader(byte[] data, int from, int end) {
    this.data = data;
    this.position = from;
    this.end = end;
  }

  /** Starts before the first element of the bytes. */
  public static DerReader of(byte[] data) {
    return new DerReader(data, 0, data.length);
  }

  /** Whether the bytes are exactly one SEQUENCE, with nothing missing and nothing behind it. */
  public static boolean isOneSequence(byte[] data) {
    try {
      DerReader reader = of(data);
      reader.enter(SEQUENCE);
      return !reader.hasMore();
    } catch (DerException e) {
      return false;
    }
  }

  public boolean hasMore() {
    return position < end;
  }

  /** Whether the next element has this tag. */
  public boolean isNext(int tag) {
    return hasMore() && (data[position] & 0xFF) == tag;
  }

  /** A reader of the content of the next element, which is passed over. */
  public DerReader enter(int tag) throws DerException {
    int from = contentOfNext(tag);
    return new DerReader(data, from, position);
  }

  /** The content of the next element, which is passed over. */
  public byte[] content(int tag) throws DerException {
    int from = contentOfNext(tag);
    return Arrays.copyOfRange(data, from, position);
  }

  /** The next element with its tag and length. */
  public byte[] element() throws DerException {
    int from = position;
    skip();
    return Arrays.copyOfRange(data, from, position);
  }

  public void skip() throws DerException {
    if (!hasMore()) {
      throw new DerException("it ends too early");
    }
    contentOfNext(data[position] & 0xFF);
  }

  /** The next element as a number that fits an int. */
  public int smallInteger() throws DerException {
    BigInteger value = new BigInteger(notEmpty(content(INTEGER)));
    if (value.bitLength() > 31) {
      throw new DerException("a number is too large");
    }
    return value.intValue();
  }

  /** The bytes of the next element, a BIT STRING of whole bytes. */
  public byte[] bitString() throws DerException {
    byte[] content = notEmpty(content(BIT_STRING));
    if (content[0] != 0) {
      throw new DerException("a bit string is not made of whole bytes");
    }
    return Arrays.copyOfRange(content, 1, content.length);
  }

  /** The next element, an object identifier, in its dotted form. */
  public String objectIdentifier() throws DerException {
    byte[] content = notEmpty(content(OBJECT_IDENTIFIER));
    StringBuilder dotted = new StringBuilder();
    long arc = 0;
    boolean first = true;
    for (byte part : content) {
      if (arc > Long.MAX_VALUE >> 8) {
        throw new DerException("an object identifier is too large");
      }
      arc = (arc << 7) | (part & 0x7F);
      if ((part & 0x80) == 0) {
        if (first) {
          long top = Math.min(arc / 40, 2);
          dotted.append(top).append('.').append(arc - 40 * top);
          first = false;
        } else {
          dotted.append('.').append(arc);
        }
        arc = 0;
      }
    }
    return dotted.toString();
  }

  private static byte[] notEmpty(byte[] content) throws DerException {
    if (content.length == 0) {
      throw new DerException("an element is empty");
    }
    return content;
  }

  /** Passes over the next element; the start of its content. */
  private int contentOfNext(int tag) throws DerException {
    if (end - position < 2) {
      throw new DerException("it ends too early");
    }
    if ((data[position] & 0xFF) != tag) {
      throw new DerException("it is built in another way");
    }
    int from = position + 2;
    int length = data[position + 1] & 0xFF;
    if (length > 0x80) {
      int bytes = length & 0x7F;
      if (bytes > 4 || end - from < bytes) {
        throw new DerException("a length is out of bounds");
      }
      long value = 0;
      for (int i = 0; i < bytes; i++) {
        value = (value << 8) | (data[from + i] & 0xFF);
      }
      from += bytes;
      if (value > end - from) {
        throw new DerException("it ends too early");
      }
      length = (int) value;
    } else if (length == 0x80) {
      throw new DerException("it has an indefinite length");
    }
    if (length > end - from) {
      throw new DerException("it ends too early");
    }
    position = from + length;
    return from;
  }
}
