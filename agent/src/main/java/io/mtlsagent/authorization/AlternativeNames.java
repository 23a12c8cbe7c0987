package io.mtlsagent.authorization;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.GeneralNameTag;
import io.mtlsagent.der.MalformedDerException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The subject alternative names of a certificate (RFC 5280, section 4.2.1.6), each with its type,
 * read strictly from the DER: a name of one type is never taken for one of another.
 */
final class AlternativeNames {

  /** The types that patterns speak of, by the number of the alternative in GeneralName. */
  enum Type {
    EMAIL(1),
    DNS(2),
    URI(6),
    IP(7);

    private final int number;

    Type(int number) {
      this.number = number;
    }
  }

  private static final String OID = "2.5.29.17";
  private static final int FIRST_PRINTABLE = 0x21;
  private static final int LAST_PRINTABLE = 0x7E;

  private final List<Name> names;
  private final boolean readable;

  private AlternativeNames(List<Name> names, boolean readable) {
    this.names = names;
    this.readable = readable;
  }

  private static final class Name {
    private final int number;
    private final byte[] value;

    Name(int number, byte[] value) {
      this.number = number;
      this.value = value;
    }
  }

  static AlternativeNames of(X509Certificate certificate) {
    byte @Nullable [] extension = certificate.getExtensionValue(OID);
    if (extension == null) {
      return new AlternativeNames(Collections.<Name>emptyList(), true);
    }
    try {
      return new AlternativeNames(read(extension), true);
    } catch (MalformedDerException e) {
      return new AlternativeNames(Collections.<Name>emptyList(), false);
    }
  }

  private static List<Name> read(byte[] extension) throws MalformedDerException {
    DerReader outer = DerReader.of(extension);
    DerReader value = outer.enter(DerReader.OCTET_STRING);
    outer.finish();
    DerReader list = value.enter(DerReader.SEQUENCE);
    value.finish();
    List<Name> names = new ArrayList<>();
    while (list.hasMore()) {
      int tag = list.tag();
      names.add(new Name(GeneralNameTag.number(tag), list.content(tag)));
    }
    return names;
  }

  /** Whether the extension follows its syntax, or is absent. */
  boolean isReadable() {
    return readable;
  }

  /** The contents of all names of a type. */
  List<byte[]> values(Type type) {
    List<byte[]> values = new ArrayList<>();
    for (Name name : names) {
      if (name.number == type.number) {
        values.add(name.value);
      }
    }
    return values;
  }

  /**
   * The names of a type that is text. One with a NUL, a control character, a blank or a byte
   * outside ASCII is left out: nothing may match it. {@link #hasOddText} tells that there is one.
   */
  List<String> texts(Type type) {
    List<String> texts = new ArrayList<>();
    for (byte[] value : values(type)) {
      if (isPlain(value)) {
        texts.add(new String(value, StandardCharsets.US_ASCII));
      }
    }
    return texts;
  }

  /** Whether a name of a type that is text holds what no such name may hold, or nothing. */
  boolean hasOddText(Type type) {
    for (byte[] value : values(type)) {
      if (!isPlain(value)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isPlain(byte[] value) {
    for (byte octet : value) {
      if (octet < FIRST_PRINTABLE || octet > LAST_PRINTABLE) {
        return false;
      }
    }
    return value.length > 0;
  }
}
