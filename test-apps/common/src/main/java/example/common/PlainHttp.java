package example.common;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** As much HTTP/1.1 as one request without a body on one connection needs. */
public final class PlainHttp {

  private static final int LONGEST_HEAD = 16_384;

  private PlainHttp() {}

  /** Reads a request's head and gives its path; null at the end of the stream. */
  public static String readRequest(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    String text = "";
    while (!text.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.write(next);
      if (head.size() > LONGEST_HEAD) {
        throw new IOException("request head too long");
      }
      text = next == '\n' ? head.toString("ISO-8859-1") : "";
    }
    String[] words = text.split(" ", 3);
    if (words.length < 3) {
      throw new IOException("not a request");
    }
    return words[1];
  }

  public static void writeResponse(OutputStream out, String body) throws IOException {
    byte[] content = body.getBytes(StandardCharsets.ISO_8859_1);
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
            + content.length
            + "\r\nConnection: close\r\n\r\n";
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.write(head.getBytes(StandardCharsets.ISO_8859_1));
    all.write(content);
    out.write(all.toByteArray());
    out.flush();
  }
}
