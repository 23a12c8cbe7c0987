package io.mtlsagent.der;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads DER from memory, element by element (X.690, sections 8 and 10). Lengths must be definite
 * and minimal, tags fit one byte, and nothing is read beyond the enclosing element.
 */
public final class DerReader {

  public static final int BOOLEAN = 0x01;
  public static final int INTEGER = 0x02;
  public static final int BIT_STRING = 0x03;
  public static final int OCTET_STRING = 0x04;
  public static final int NULL = 0x05;
  public static final int OID = 0x06;
  public static final int ENUMERATED = 0x0A;
  public static final int UTC_TIME = 0x17;
  public static final int GENERALIZED_TIME = 0x18;
  public static final int SEQUENCE = 0x30;
  public static final int SET = 0x31;

  /** The context-specific tag {@code [number]} of a primitive value. */
  public static final int CONTEXT = 0x80;

  /** The context-specific tag {@code [number]} of a constructed value. */
  public static final int CONTEXT_CONSTRUCTED = 0xA0;

  private static final int MAX_LENGTH_BYTES = 4;

  private final byte[] bytes;
  private final int end;
  private int position;

  private DerReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.position = from;
    this.end = to;
  }

  /** Reads a whole array, which is not copied. */
  public static DerReader of(byte[] bytes) {
    return new DerReader(bytes, 0, bytes.length);
  }

  /** Reads a part of an array, which is not copied. */
  public static DerReader of(byte[] bytes, int from, int to) {
    return new DerReader(bytes, from, to);
  }

  public boolean hasMore() {
    return position < end;
  }

  /** The index of the next byte in the array. */
  public int position() {
    return position;
  }

  /** The index after the last byte that may be read. */
  public int end() {
    return end;
  }

  /** Whether another element follows and has this tag. */
  public boolean nextIs(int tag) {
    return position < end && (bytes[position] & 0xFF) == tag;
  }

  /** The tag of the next element. */
  public int tag() throws MalformedDerException {
    if (position >= end) {
      throw new MalformedDerException("an element is missing");
    }
    return bytes[position] & 0xFF;
  }

  /**
   * Reads the header of the next element, which must have the tag.
   *
   * @return the number of content bytes, which start at {@link #position()}
   */
  public int header(int tag) throws MalformedDerException {
    int found = tag();
    if (found != tag) {
      throw new MalformedDerException("tag " + hex(found) + " stands where " + hex(tag) + " must");
    }
    return header();
  }

  private int header() throws MalformedDerException {
    if ((bytes[position] & 0x1F) == 0x1F) {
      throw new MalformedDerException("a tag is longer than a byte");
    }
    position++;
    int first = octet();
    int length = first;
    if (first >= 0x80) {
      length = longLength(first & 0x7F);
    }
    if (length > end - position) {
      throw new MalformedDerException("an element is longer than what encloses it");
    }
    return length;
  }

  private int longLength(int count) throws MalformedDerException {
    if (count == 0 || count > MAX_LENGTH_BYTES) {
      throw new MalformedDerException("a length is indefinite or too large");
    }
    long length = 0;
    for (int i = 0; i < count; i++) {
      length = (length << 8) | octet();
    }
    if (length < 0x80 || length >>> (8 * (count - 1)) == 0) {
      throw new MalformedDerException("a length is not minimal");
    }
    if (length > Integer.MAX_VALUE) {
      throw new MalformedDerException("a length is too large");
    }
    return (int) length;
  }

  private int octet() throws MalformedDerException {
    if (position >= end) {
      throw new MalformedDerException("the bytes end within an element");
    }
    return bytes[position++] & 0xFF;
  }

  /** Steps over content bytes announced by {@link #header(int)}. */
  public void advance(int count) {
    position += count;
  }

  /** Steps over the next element. */
  public void skip() throws MalformedDerException {
    tag();
    advance(header());
  }

  /** Steps into the next element, which must have the tag: a reader of its content. */
  public DerReader enter(int tag) throws MalformedDerException {
    int length = header(tag);
    DerReader inner = new DerReader(bytes, position, position + length);
    position += length;
    return inner;
  }

  /** The content of the next element, which must have the tag; a copy. */
  public byte[] content(int tag) throws MalformedDerException {
    int length = header(tag);
    byte[] content = Arrays.copyOfRange(bytes, position, position + length);
    position += length;
    return content;
  }

  /** The next element, header included; a copy. */
  public byte[] element() throws MalformedDerException {
    int start = position;
    skip();
    return Arrays.copyOfRange(bytes, start, position);
  }

  /** What is left, as a copy. */
  public byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, position, end);
    position = end;
    return rest;
  }

  public boolean bool() throws MalformedDerException {
    int length = header(BOOLEAN);
    int value = length == 1 ? bytes[position] : 1;
    if (value != 0 && value != -1) {
      throw new MalformedDerException("a boolean is neither 00 nor FF");
    }
    position++;
    return value != 0;
  }

  public BigInteger integer() throws MalformedDerException {
    return integer(INTEGER);
  }

  /** An integer under a tag of its own. */
  public BigInteger integer(int tag) throws MalformedDerException {
    byte[] content = content(tag);
    if (content.length == 0) {
      throw new MalformedDerException("an integer is empty");
    }
    if (content.length > 1
        && ((content[0] == 0 && content[1] >= 0) || (content[0] == -1 && content[1] < 0))) {
      throw new MalformedDerException("an integer is not minimal");
    }
    return new BigInteger(content);
  }

  /** An object identifier in dotted form. */
  public String oid() throws MalformedDerException {
    int length = header(OID);
    int stop = position + length;
    if (length == 0 || (bytes[stop - 1] & 0x80) != 0) {
      throw new MalformedDerException("an object identifier is incomplete");
    }
    StringBuilder dotted = new StringBuilder(24);
    while (position < stop) {
      long arc = arc();
      if (dotted.length() == 0) {
        long root = Math.min(arc / 40, 2);
        dotted.append(root).append('.').append(arc - root * 40);
      } else {
        dotted.append('.').append(arc);
      }
    }
    return dotted.toString();
  }

  private long arc() throws MalformedDerException {
    long arc = 0;
    int octet;
    do {
      octet = bytes[position++] & 0xFF;
      if ((arc == 0 && octet == 0x80) || arc > Long.MAX_VALUE >>> 7) {
        throw new MalformedDerException("an object identifier is malformed");
      }
      arc = (arc << 7) | (octet & 0x7F);
    } while ((octet & 0x80) != 0);
    return arc;
  }

  /**
   * The named bits of a BIT STRING, the first named bit as bit 0 of the result.
   *
   * @param tag {@link #BIT_STRING} or a context tag
   */
  public int namedBits(int tag) throws MalformedDerException {
    byte[] content = content(tag);
    if (content.length == 0 || content[0] < 0 || content[0] > 7 || content.length > 5) {
      throw new MalformedDerException("a bit string is malformed");
    }
    if (content.length == 1 && content[0] != 0) {
      throw new MalformedDerException("a bit string is malformed");
    }
    int bits = 0;
    for (int i = 1; i < content.length; i++) {
      bits |= (Integer.reverse(content[i] & 0xFF) >>> 24) << (8 * (i - 1));
    }
    return bits;
  }

  /** A UTCTime or GeneralizedTime, in seconds since 1970 (RFC 5280, section 4.1.2.5). */
  public long time() throws MalformedDerException {
    int tag = tag();
    if (tag != UTC_TIME && tag != GENERALIZED_TIME) {
      throw new MalformedDerException("tag " + hex(tag) + " stands where a time must");
    }
    int length = header();
    long seconds = DerTime.epochSeconds(tag, bytes, position, length);
    position += length;
    return seconds;
  }

  /** Fails unless everything was read. */
  public void finish() throws MalformedDerException {
    if (position != end) {
      throw new MalformedDerException("an element holds more than it may");
    }
  }

  private static String hex(int tag) {
    return "0x" + Integer.toHexString(tag);
  }
}
