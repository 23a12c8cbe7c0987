package io.mtlsagent.revocation.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Status line and headers of a response (RFC 9112, sections 4 and 5), strictly and bounded. */
final class HttpHead {

  private static final int MAX_LINE = 8 * 1024;
  private static final int MAX_LINES = 100;

  private final int status;
  private final Map<String, String> headers = new HashMap<>();

  private HttpHead(int status) {
    this.status = status;
  }

  static HttpHead read(InputStream in) throws IOException {
    HttpHead head = new HttpHead(status(line(in)));
    int lines = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (++lines > MAX_LINES) {
        throw FetchException.unusable("the answer has more than " + MAX_LINES + " headers");
      }
      head.add(line);
    }
    return head;
  }

  private static int status(String line) throws FetchException {
    boolean wellFormed =
        line.length() >= 12
            && line.startsWith("HTTP/1.")
            && line.charAt(8) == ' '
            && (line.length() == 12 || line.charAt(12) == ' ');
    int status = wellFormed ? (int) number(line.substring(9, 12)) : -1;
    if (status < 100) {
      throw FetchException.unusable("the answer is not HTTP/1.1");
    }
    return status;
  }

  private void add(String line) throws FetchException {
    int colon = line.indexOf(':');
    if (colon < 1 || line.charAt(0) == ' ' || line.charAt(0) == '\t') {
      throw FetchException.unusable("the answer has a malformed header");
    }
    String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    String before = headers.put(name, line.substring(colon + 1).trim());
    boolean framing = name.equals("content-length") || name.equals("transfer-encoding");
    if (before != null && framing) {
      throw FetchException.unusable("the answer has the header " + name + " twice");
    }
  }

  /** A line without its end; blank characters at its end do not count. */
  static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw FetchException.hostFailed("the answer ends within its headers");
      }
      if (line.length() >= MAX_LINE) {
        throw FetchException.unusable("the answer has a line of more than " + MAX_LINE + " bytes");
      }
      line.append((char) octet);
    }
    int end = line.length();
    if (end > 0 && line.charAt(end - 1) == '\r') {
      line.setLength(end - 1);
    }
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) < ' ' && line.charAt(i) != '\t') {
        throw FetchException.unusable("the answer has a control character in its headers");
      }
    }
    return line.toString();
  }

  int status() {
    return status;
  }

  /** The value of a header, by its name in lower case; null where there is none. */
  @Nullable String value(String name) {
    return headers.get(name);
  }

  /** The announced length of the body; -1 where there is none. */
  long contentLength() throws FetchException {
    String text = headers.get("content-length");
    if (text == null) {
      return -1;
    }
    long length = number(text);
    if (length < 0) {
      throw FetchException.unusable("the answer has a malformed length");
    }
    return length;
  }

  /** Whether the body comes in chunks. */
  boolean isChunked() throws FetchException {
    String coding = headers.get("transfer-encoding");
    if (coding == null) {
      return false;
    }
    if (!coding.equalsIgnoreCase("chunked") || headers.containsKey("content-length")) {
      throw FetchException.unusable("the answer has a transfer coding that was not asked for");
    }
    return true;
  }

  void requireNoContentCoding() throws FetchException {
    String coding = headers.get("content-encoding");
    if (coding != null && !coding.equalsIgnoreCase("identity")) {
      throw FetchException.unusable("the answer is compressed, which was not asked for");
    }
  }

  /** A number of up to 18 decimal digits; -1 for anything else. */
  private static long number(String digits) {
    long number = digits.isEmpty() || digits.length() > 18 ? -1 : 0;
    for (int i = 0; i < digits.length() && number >= 0; i++) {
      int digit = digits.charAt(i) - '0';
      number = digit < 0 || digit > 9 ? -1 : number * 10 + digit;
    }
    return number;
  }
}
