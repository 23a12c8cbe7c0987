package io.mtlsagent.audit;

import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** Remembers the hash of the line before. Not for use by many threads. */
final class LineChain {

  /** Stands before the very first line. */
  static final String ORIGIN = "0000000000000000000000000000000000000000000000000000000000000000";

  /**
   * Made with the first line: it loads the security providers, which the start need not wait for.
   */
  private @Nullable MessageDigest sha256;

  private String previous = ORIGIN;

  /** The upper-case SHA-256 of the line before. */
  String previous() {
    return previous;
  }

  /** Goes on from a line that was found in the file. */
  void continueFrom(String hash) {
    previous = hash;
  }

  /**
   * Goes on from a line just written.
   *
   * @param line the line with its newline, which is not part of the hash
   */
  void advance(byte[] line) {
    if (sha256 == null) {
      sha256 = Sha256.newDigest();
    }
    sha256.update(line, 0, line.length - 1);
    previous = UpperHex.of(sha256.digest());
  }
}
