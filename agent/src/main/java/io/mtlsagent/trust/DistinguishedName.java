package io.mtlsagent.trust;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A directory name, taken apart (RFC 5280, section 4.1.2.4). */
final class DistinguishedName {

  static final String COMMON_NAME = "2.5.4.3";
  static final String EMAIL_ADDRESS = "1.2.840.113549.1.9.1";

  private static final int UTF8_STRING = 0x0C;
  private static final int BMP_STRING = 0x1E;
  private static final int UNIVERSAL_STRING = 0x1C;

  private final List<byte[]> relativeNames;
  private final @Nullable String[] comparable;

  private DistinguishedName(List<byte[]> relativeNames) {
    this.relativeNames = relativeNames;
    this.comparable = new String[relativeNames.size()];
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
   *
   * @throws MalformedDerException if an attribute that matters cannot be read
   */
  boolean isWithin(DistinguishedName base) throws MalformedDerException {
    if (base.relativeNames.size() > relativeNames.size()) {
      return false;
    }
    for (int i = 0; i < base.relativeNames.size(); i++) {
      if (!Arrays.equals(base.relativeNames.get(i), relativeNames.get(i))
          && !base.comparable(i).equals(comparable(i))) {
        return false;
      }
    }
    return true;
  }

  /** Made once: with many constraints the same name is compared again and again. */
  private String comparable(int index) throws MalformedDerException {
    String known = comparable[index];
    if (known == null) {
      DerReader attributes = DerReader.of(relativeNames.get(index)).enter(DerReader.SET);
      List<String> texts = new ArrayList<>(1);
      while (attributes.hasMore()) {
        DerReader attribute = attributes.enter(DerReader.SEQUENCE);
        String type = attribute.oid();
        int tag = attribute.tag();
        byte[] value = attribute.content(tag);
        attribute.finish();
        texts.add(type + "=" + (isText(tag) ? folded(tag, value) : tag + Arrays.toString(value)));
      }
      Collections.sort(texts); // a set has no order
      known = texts.toString();
      comparable[index] = known;
    }
    return known;
  }

  private static boolean isText(int tag) {
    switch (tag) {
      case UTF8_STRING:
      case 0x12: // NumericString
      case 0x13: // PrintableString
      case 0x14: // TeletexString
      case 0x16: // IA5String
      case 0x1A: // VisibleString
      case UNIVERSAL_STRING:
      case BMP_STRING:
        return true;
      default:
        return false;
    }
  }

  /** The same for texts that differ in string type, case or blanks alone (RFC 4518). */
  private static String folded(int tag, byte[] value) {
    String text = new String(value, charset(tag));
    if (!DnsName.isAscii(text)) {
      text = Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean blank = Character.isWhitespace(c);
      if (!blank) {
        folded.append(Character.toLowerCase(Character.toUpperCase(c)));
      } else if (folded.length() > 0 && folded.charAt(folded.length() - 1) != ' ') {
        folded.append(' ');
      }
    }
    int end = folded.length();
    return folded.substring(0, end > 0 && folded.charAt(end - 1) == ' ' ? end - 1 : end);
  }
}
