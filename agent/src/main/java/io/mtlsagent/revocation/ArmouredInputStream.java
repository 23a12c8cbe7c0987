package io.mtlsagent.revocation;

import java.io.IOException;
import java.io.InputStream;

/** Decodes the Base64 body of one PEM block while it is read (RFC 7468), up to its END line. */
final class ArmouredInputStream extends InputStream {

  private static final int SKIP = -2;
  private static final int STOP = -3;
  private static final int WRONG = -1;

  private final InputStream text;
  private int bits;
  private int bitCount;
  private boolean padded;
  private boolean finished;

  /**
   * @param text stands behind the BEGIN line; should be buffered. Closed with this stream.
   */
  ArmouredInputStream(InputStream text) {
    this.text = text;
  }

  @Override
  public int read() throws IOException {
    while (!finished) {
      int character = text.read();
      int value = valueOf(character);
      if (value == STOP) {
        finished = true;
        if (character < 0) {
          throw new IOException("the PEM block has no END line");
        }
      } else if (value == WRONG || (value >= 0 && padded)) {
        throw new IOException("the PEM block holds something else than Base64");
      } else if (value >= 0) {
        bits = (bits << 6) | value;
        bitCount += 6;
        if (bitCount >= 8) {
          bitCount -= 8;
          return (bits >>> bitCount) & 0xFF;
        }
      }
    }
    return -1;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int count = 0;
    while (count < length) {
      int octet = read();
      if (octet < 0) {
        return count == 0 ? -1 : count;
      }
      buffer[offset + count++] = (byte) octet;
    }
    return count;
  }

  private int valueOf(int character) {
    if (character >= 'A' && character <= 'Z') {
      return character - 'A';
    }
    if (character >= 'a' && character <= 'z') {
      return character - 'a' + 26;
    }
    if (character >= '0' && character <= '9') {
      return character - '0' + 52;
    }
    switch (character) {
      case '+':
        return 62;
      case '/':
        return 63;
      case '\n':
      case '\r':
      case ' ':
      case '\t':
        return SKIP;
      case '=':
        padded = true;
        return SKIP;
      case '-':
      case -1:
        return STOP;
      default:
        return WRONG;
    }
  }

  @Override
  public void close() throws IOException {
    text.close();
  }
}
