package io.mtlsagent.pem;

import java.nio.charset.StandardCharsets;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/**
 * Writes the name of a certificate as {@link X500Principal} does. Plain names, of the usual
 * attributes and of letters, digits and a few signs, it writes itself: the first name that the JDK
 * writes costs a JVM 2 to 10 ms, for tables of attributes that no plain name needs.
 */
public final class NameText {

  private static final int SET = 0x31;
  private static final int UTF8_STRING = 0x0C;
  private static final int PRINTABLE_STRING = 0x13;

  /** Signs besides letters and digits that stand for themselves wherever they are. */
  private static final String PLAIN_SIGNS = "-._/:@*'()";

  private NameText() {}

  /** As {@link X500Principal#toString()}, such as {@code CN=alice, O=zoo}. */
  public static String of(X500Principal name) {
    String plain = plain(name, ", ");
    return plain == null ? name.toString() : plain;
  }

  /** As {@link X500Principal#getName()} (RFC 2253), such as {@code CN=alice,O=zoo}. */
  public static String rfc2253(X500Principal name) {
    String plain = plain(name, ",");
    return plain == null ? name.getName() : plain;
  }

  /** Null where the name is not plain. */
  private static @Nullable String plain(X500Principal name, String separator) {
    StringBuilder text = new StringBuilder();
    try {
      DerReader parts = DerReader.of(name.getEncoded()).enter(DerReader.SEQUENCE);
      while (parts.hasMore()) {
        DerReader part = parts.enter(SET);
        DerReader attribute = part.enter(DerReader.SEQUENCE);
        String keyword = keyword(attribute.content(DerReader.OBJECT_IDENTIFIER));
        boolean isText = attribute.isNext(UTF8_STRING) || attribute.isNext(PRINTABLE_STRING);
        if (part.hasMore() || keyword == null || !isText) {
          return null;
        }
        byte[] value =
            attribute.content(attribute.isNext(UTF8_STRING) ? UTF8_STRING : PRINTABLE_STRING);
        if (!isPlain(value)) {
          return null;
        }
        // the last part goes first
        text.insert(0, text.length() == 0 ? "" : separator)
            .insert(0, new String(value, StandardCharsets.US_ASCII))
            .insert(0, '=')
            .insert(0, keyword);
      }
    } catch (DerException e) {
      return null;
    }
    return text.toString();
  }

  /** The keyword of an attribute 2.5.4.x (RFC 4519); null for one that is not usual. */
  private static @Nullable String keyword(byte[] identifier) {
    if (identifier.length != 3 || identifier[0] != 0x55 || identifier[1] != 0x04) {
      return null;
    }
    switch (identifier[2]) {
      case 3:
        return "CN";
      case 6:
        return "C";
      case 7:
        return "L";
      case 8:
        return "ST";
      case 10:
        return "O";
      case 11:
        return "OU";
      default:
        return null;
    }
  }

  /** Single blanks within are plain too. */
  private static boolean isPlain(byte[] value) {
    boolean afterBlank = true;
    for (byte character : value) {
      boolean blank = character == ' ';
      if (blank ? afterBlank : !isPlain(character)) {
        return false;
      }
      afterBlank = blank;
    }
    return !afterBlank;
  }

  private static boolean isPlain(byte character) {
    return (character >= 'a' && character <= 'z')
        || (character >= 'A' && character <= 'Z')
        || (character >= '0' && character <= '9')
        || PLAIN_SIGNS.indexOf(character) >= 0;
  }
}
