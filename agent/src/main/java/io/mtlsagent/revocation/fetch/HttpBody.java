package io.mtlsagent.revocation.fetch;

import java.io.IOException;
import java.io.InputStream;

/** The body of a response, by length, in chunks or up to the end (RFC 9112, section 6). */
final class HttpBody {

  private static final int MAX_TRAILERS = 100;

  private final InputStream in;
  private final long maxBytes;
  private final SegmentedBytes bytes = new SegmentedBytes();

  private HttpBody(InputStream in, long maxBytes) {
    this.in = in;
    this.maxBytes = maxBytes;
  }

  static SegmentedBytes read(InputStream in, HttpHead head, long maxBytes) throws IOException {
    HttpBody body = new HttpBody(in, maxBytes);
    head.requireNoContentCoding();
    if (head.isChunked()) {
      body.readChunks();
    } else if (head.contentLength() >= 0) {
      body.readExactly(head.contentLength());
    } else {
      body.readToTheEnd();
    }
    return body.bytes;
  }

  private void readExactly(long length) throws IOException {
    if (length > maxBytes - bytes.size()) {
      throw tooLong();
    }
    long left = length;
    while (left > 0) {
      int read = bytes.readFrom(in, left);
      if (read < 0) {
        throw FetchException.hostFailed("the answer is truncated");
      }
      left -= read;
    }
  }

  private void readToTheEnd() throws IOException {
    while (bytes.readFrom(in, Long.MAX_VALUE) >= 0) {
      if (bytes.size() > maxBytes) {
        throw tooLong();
      }
    }
  }

  private void readChunks() throws IOException {
    long length = chunkLength(HttpHead.line(in));
    while (length > 0) {
      readExactly(length);
      if (!HttpHead.line(in).isEmpty()) {
        throw FetchException.unusable("the answer has a malformed chunk");
      }
      length = chunkLength(HttpHead.line(in));
    }
    int trailers = 0;
    while (!HttpHead.line(in).isEmpty()) {
      if (++trailers > MAX_TRAILERS) {
        throw FetchException.unusable("the answer has too many trailers");
      }
    }
  }

  private static long chunkLength(String line) throws FetchException {
    int end = line.indexOf(';');
    String hex = (end < 0 ? line : line.substring(0, end)).trim();
    long length = hex.isEmpty() || hex.length() > 15 ? -1 : 0;
    for (int i = 0; i < hex.length() && length >= 0; i++) {
      int digit = hex.charAt(i) < 128 ? Character.digit(hex.charAt(i), 16) : -1;
      length = digit < 0 ? -1 : length * 16 + digit;
    }
    if (length < 0) {
      throw FetchException.unusable("the answer has a malformed chunk");
    }
    return length;
  }

  private FetchException tooLong() {
    return FetchException.unusable("the answer is longer than " + maxBytes + " bytes");
  }
}
