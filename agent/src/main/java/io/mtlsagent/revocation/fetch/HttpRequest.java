package io.mtlsagent.revocation.fetch;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What is asked of a server, wherever a redirection leads to. Immutable. */
public final class HttpRequest {

  private static final long SMALL_BYTES = 256 * 1024;
  private static final long SMALL_MILLIS = 15_000;
  private static final long LARGE_BYTES = 128L * 1024 * 1024;
  private static final long LARGE_MILLIS = 120_000;

  private final String method;
  private final byte @Nullable [] body;
  private final String headers;
  private final long maxBytes;
  private final long maxMillis;

  private HttpRequest(
      String method, byte @Nullable [] body, String headers, long maxBytes, long maxMillis) {
    this.method = method;
    this.body = body;
    this.headers = headers;
    this.maxBytes = maxBytes;
    this.maxMillis = maxMillis;
  }

  /** A GET whose answer is small and quick. */
  public static HttpRequest get(String accept) {
    return new HttpRequest("GET", null, header("Accept", accept), SMALL_BYTES, SMALL_MILLIS);
  }

  /** A POST whose answer is small and quick. */
  public static HttpRequest post(String contentType, byte[] body, String accept) {
    String headers =
        header("Accept", accept)
            + header("Content-Type", contentType)
            + header("Content-Length", Integer.toString(body.length));
    return new HttpRequest("POST", body, headers, SMALL_BYTES, SMALL_MILLIS);
  }

  /**
   * A GET whose answer may be long: up to 128 MiB, but never more than a quarter of the heap.
   *
   * @param entityTag of the version at hand, which need not be sent again; null for none
   */
  static HttpRequest getLarge(String accept, @Nullable String entityTag) {
    long quarter = Runtime.getRuntime().maxMemory() / 4;
    String headers = header("Accept", accept);
    if (entityTag != null) {
      headers += header("If-None-Match", entityTag);
    }
    return new HttpRequest("GET", null, headers, Math.min(LARGE_BYTES, quarter), LARGE_MILLIS);
  }

  /** The same request with a shorter time for its answer. */
  HttpRequest within(long milliseconds) {
    return new HttpRequest(method, body, headers, maxBytes, milliseconds);
  }

  private static String header(String name, String value) {
    return name + ": " + value + "\r\n";
  }

  boolean hasBody() {
    return body != null;
  }

  byte[] body() {
    return body == null ? new byte[0] : body;
  }

  long maxBytes() {
    return maxBytes;
  }

  long maxMillis() {
    return maxMillis;
  }

  /** Request line and headers (RFC 9112, section 3). */
  byte[] head(HttpAddress address) {
    String text =
        method
            + " "
            + address.target()
            + " HTTP/1.1\r\n"
            + header("Host", address.hostHeader())
            + header("User-Agent", "mtls-agent")
            + header("Accept-Encoding", "identity")
            + header("Connection", "close")
            + headers
            + "\r\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
