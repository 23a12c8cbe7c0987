package io.mtlsagent.trust;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.GeneralNameTag;
import io.mtlsagent.der.MalformedDerException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A name of a certificate as it is encoded (RFC 5280, section 4.2.1.6). */
final class GeneralName {

  static final int OTHER = 0;
  static final int EMAIL = 1;
  static final int DNS = 2;
  static final int DIRECTORY = 4;
  static final int URI = 6;
  static final int IP = 7;

  private static final int MAX_SHOWN = 100;

  private final int type;
  private final byte[] value;
  private @Nullable String text;

  private GeneralName(int type, byte[] value) {
    this.type = type;
    this.value = value;
  }

  /** Reads a name; its value is the content of the element. */
  static GeneralName read(DerReader reader) throws MalformedDerException {
    int tag = reader.tag();
    int type = GeneralNameTag.number(tag);
    return new GeneralName(type, reader.content(tag));
  }

  /**
   * Demands that an address has 4 or 16 bytes, and text ASCII characters and no NUL, at which
   * software in C would end it.
   */
  void requireContent() throws MalformedDerException {
    if (type == IP && value.length != 4 && value.length != 16) {
      throw new MalformedDerException("an address has " + value.length + " bytes");
    }
    if (type == EMAIL || type == DNS || type == URI) {
      for (byte octet : value) {
        if (octet <= 0) {
          throw new MalformedDerException("a name holds a NUL, or what is not ASCII");
        }
      }
    }
  }

  /** A name made from its parts; a directory name's value is the DER of the Name. */
  static GeneralName of(int type, byte[] value) {
    return new GeneralName(type, value);
  }

  /** The number of the alternative in the GeneralName type. */
  int type() {
    return type;
  }

  /** The content; not to be changed. */
  byte[] value() {
    return value;
  }

  /** The content as text; a byte outside ASCII becomes a character that no rule accepts. */
  String text() {
    String known = text;
    if (known == null) {
      known = new String(value, StandardCharsets.US_ASCII);
      text = known;
    }
    return known;
  }

  /** The address in its usual spelling, or the text, shortened where it is long. */
  String forPeople() {
    if (type == IP && (value.length == 4 || value.length == 16)) {
      return IpLiteral.format(value);
    }
    String text = text();
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
  }
}
