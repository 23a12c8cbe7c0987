package io.mtlsagent.pem;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the blocks of RFC 7468 in a text, in its lax form: explanatory text around blocks, any line
 * ending, blanks around lines and the headers of RFC 1421 (as OpenSSL writes them for its old
 * encrypted keys) are allowed.
 */
public final class PemReader {

  private static final byte[] BEGIN = "-----BEGIN ".getBytes(StandardCharsets.US_ASCII);

  private final byte[] text;
  // One for all blocks: a bundle may hold thousands.
  private final byte[] base64;
  private int position;
  private int line;
  private int lineFrom;
  private int lineTo;

  private PemReader(byte[] text) {
    this.text = text;
    this.base64 = new byte[text.length];
  }

  /** Whether a line that opens a block stands somewhere in the text. */
  public static boolean isArmoured(byte[] text) {
    for (int at = 0; at + BEGIN.length <= text.length; at++) {
      if (startsWith(text, at, text.length, BEGIN)) {
        return true;
      }
    }
    return false;
  }

  /**
   * All blocks, in their order.
   *
   * @throws PemException where a block is cut off, has another END than its BEGIN, or is not base64
   */
  public static List<PemBlock> read(byte[] text) throws PemException {
    PemReader reader = new PemReader(text);
    List<PemBlock> blocks = new ArrayList<>();
    while (reader.nextLine()) {
      String label = reader.boundary("-----BEGIN ");
      if (label != null) {
        blocks.add(reader.block(label));
      }
    }
    return blocks;
  }

  private PemBlock block(String label) throws PemException {
    int begin = line;
    int length = 0;
    Map<String, String> headers = new LinkedHashMap<>();
    boolean more = nextLine();
    if (more && isHeader()) {
      more = headers(headers);
    }
    while (more) {
      String end = boundary("-----END ");
      if (end != null) {
        return new PemBlock(label, headers, decode(label, begin, length, end), begin);
      }
      if (boundary("-----BEGIN ") != null) {
        break;
      }
      for (int at = lineFrom; at < lineTo; at++) {
        if (!isBlank(text[at])) {
          base64[length++] = text[at];
        }
      }
      more = nextLine();
    }
    Arrays.fill(base64, 0, length, (byte) 0);
    throw new PemException(
        "the block " + label + " that begins in line " + begin + " is cut off: it has no END line");
  }

  private byte[] decode(String label, int begin, int length, String end) throws PemException {
    byte[] exact = Arrays.copyOf(base64, length);
    Arrays.fill(base64, 0, length, (byte) 0);
    try {
      if (!end.equals(label)) {
        throw new PemException(
            "the block " + label + " that begins in line " + begin + " ends as " + end);
      }
      byte[] content = Base64.getDecoder().decode(exact);
      if (content.length == 0) {
        throw new PemException(
            "the block " + label + " that begins in line " + begin + " is empty");
      }
      return content;
    } catch (IllegalArgumentException e) {
      // The cause is left out: it quotes a character of what may be a key.
      throw new PemException(
          "the block " + label + " that begins in line " + begin + " is not valid base64");
    } finally {
      Arrays.fill(exact, (byte) 0);
    }
  }

  /** Reads headers up to the blank line after them; false at the end of the text. */
  private boolean headers(Map<String, String> headers) {
    String name = "";
    boolean more = true;
    while (more && lineFrom < lineTo && boundary("-----END ") == null) {
      if (isHeader()) {
        String whole = lineText();
        int colon = whole.indexOf(':');
        name = whole.substring(0, colon);
        headers.put(name, whole.substring(colon + 1).trim());
      } else {
        headers.put(name, headers.get(name) + lineText());
      }
      more = nextLine();
    }
    return more;
  }

  /** A colon is no letter of base64, so that a line with one must be a header. */
  private boolean isHeader() {
    for (int at = lineFrom; at < lineTo; at++) {
      if (text[at] == ':') {
        return true;
      }
    }
    return false;
  }

  /** The label of a boundary line, or null where the line is none. */
  private @Nullable String boundary(String prefix) {
    if (lineTo - lineFrom < prefix.length() + 5 || text[lineFrom] != '-') {
      return null;
    }
    String whole = lineText();
    if (!whole.startsWith(prefix) || !whole.endsWith("-----")) {
      return null;
    }
    return whole.substring(prefix.length(), whole.length() - 5).trim();
  }

  private String lineText() {
    return new String(text, lineFrom, lineTo - lineFrom, StandardCharsets.ISO_8859_1);
  }

  /** Moves to the next line, without the blanks around it; false at the end. */
  private boolean nextLine() {
    if (position >= text.length) {
      return false;
    }
    int from = position;
    while (position < text.length && text[position] != '\n' && text[position] != '\r') {
      position++;
    }
    int to = position;
    if (position + 1 < text.length && text[position] == '\r' && text[position + 1] == '\n') {
      position++;
    }
    position++;
    line++;
    if (line == 1
        && startsWith(text, from, to, new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF})) {
      from += 3;
    }
    while (from < to && isBlank(text[from])) {
      from++;
    }
    while (to > from && isBlank(text[to - 1])) {
      to--;
    }
    lineFrom = from;
    lineTo = to;
    return true;
  }

  private static boolean isBlank(byte character) {
    return character == ' ' || character == '\t';
  }

  private static boolean startsWith(byte[] text, int from, int to, byte[] prefix) {
    if (from + prefix.length > to) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (text[from + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }
}
