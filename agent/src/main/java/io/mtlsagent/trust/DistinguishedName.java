package io.mtlsagent.trust;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.security.auth.x500.X500Principal;

/** A directory name, taken apart (RFC 5280, section 4.1.2.4). */
final class DistinguishedName {

  static final String COMMON_NAME = "2.5.4.3";
  static final String EMAIL_ADDRESS = "1.2.840.113549.1.9.1";

  private static final int UTF8_STRING = 0x0C;
  private static final int BMP_STRING = 0x1E;
  private static final int UNIVERSAL_STRING = 0x1C;

  private final List<byte[]> relativeNames;

  private DistinguishedName(List<byte[]> relativeNames) {
    this.relativeNames = relativeNames;
  }

  /** Reads a Name in DER. */
  static DistinguishedName parse(byte[] name) throws MalformedDerException {
    DerReader outer = DerReader.of(name);
    DerReader sequence = outer.enter(DerReader.SEQUENCE);
    outer.finish();
    List<byte[]> relativeNames = new ArrayList<>(6);
    while (sequence.hasMore()) {
      if (!sequence.nextIs(DerReader.SET)) {
        throw new MalformedDerException("a directory name is malformed");
      }
      relativeNames.add(sequence.element());
    }
    return new DistinguishedName(relativeNames);
  }

  /** The values of an attribute, in the order of the encoding. */
  List<String> values(String type) throws MalformedDerException {
    List<String> values = new ArrayList<>(1);
    for (byte[] relativeName : relativeNames) {
      DerReader attributes = DerReader.of(relativeName).enter(DerReader.SET);
      while (attributes.hasMore()) {
        DerReader attribute = attributes.enter(DerReader.SEQUENCE);
        if (attribute.oid().equals(type)) {
          int tag = attribute.tag();
          values.add(new String(attribute.content(tag), charset(tag)));
        }
      }
    }
    return values;
  }

  private static Charset charset(int tag) {
    switch (tag) {
      case UTF8_STRING:
        return StandardCharsets.UTF_8;
      case BMP_STRING:
        return StandardCharsets.UTF_16BE;
      case UNIVERSAL_STRING:
        return Charset.forName("UTF-32BE");
      default:
        return StandardCharsets.ISO_8859_1;
    }
  }

  /**
   * Whether this name lies in the subtree that starts at another: it begins with the same relative
   * names, compared as RFC 5280, section 7.1 wants it.
   */
  boolean isWithin(DistinguishedName base) {
    if (base.relativeNames.size() > relativeNames.size()) {
      return false;
    }
    for (int i = 0; i < base.relativeNames.size(); i++) {
      if (!isSame(base.relativeNames.get(i), relativeNames.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isSame(byte[] left, byte[] right) {
    return Arrays.equals(left, right) || principal(left).equals(principal(right));
  }

  /** A name of this one relative name, for the JDK's comparison without regard to case. */
  private static X500Principal principal(byte[] relativeName) {
    int lengthBytes = 0;
    for (int rest = relativeName.length; relativeName.length >= 0x80 && rest > 0; rest >>>= 8) {
      lengthBytes++;
    }
    byte[] name = new byte[2 + lengthBytes + relativeName.length];
    name[0] = DerReader.SEQUENCE;
    name[1] = (byte) (lengthBytes == 0 ? relativeName.length : 0x80 | lengthBytes);
    for (int i = 0; i < lengthBytes; i++) {
      name[2 + i] = (byte) (relativeName.length >>> (8 * (lengthBytes - 1 - i)));
    }
    System.arraycopy(relativeName, 0, name, 2 + lengthBytes, relativeName.length);
    return new X500Principal(name);
  }
}
