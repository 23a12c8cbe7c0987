package io.mtlsagent.pem;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * What some files held, as a SHA-256: two readings with equal fingerprints need not be parsed
 * twice. Times and sizes would not do: Kubernetes swaps links, and a copy can keep the time.
 */
public final class Fingerprint {

  private final byte[] hash;

  private Fingerprint(byte[] hash) {
    this.hash = hash;
  }

  /** The fingerprint of files in their order. Their names do not count. */
  public static Fingerprint of(Iterable<FileContent> files) {
    MessageDigest digest = sha256();
    for (FileContent content : files) {
      int length = content.bytes().length;
      // With its length, so that bytes cannot move from one file to the next unseen.
      digest.update(
          new byte[] {
            (byte) (length >>> 24), (byte) (length >>> 16), (byte) (length >>> 8), (byte) length
          });
      digest.update(content.bytes());
    }
    return new Fingerprint(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Fingerprint && Arrays.equals(hash, ((Fingerprint) other).hash);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }
}
