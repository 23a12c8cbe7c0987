package io.mtlsagent.revocation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.jspecify.annotations.Nullable;

/**
 * Digests the signed part of a list while it is read. Which digest is signed is said only a few
 * bytes into that part; those are held back until then.
 */
final class SignedPart implements DerStream.Tap {

  private final ByteArrayOutputStream heldBack = new ByteArrayOutputStream(128);
  private @Nullable MessageDigest digest;
  private boolean decided;

  @Override
  public void see(byte[] bytes, int offset, int length) {
    if (!decided) {
      heldBack.write(bytes, offset, length);
    } else if (digest != null) {
      digest.update(bytes, offset, length);
    }
  }

  /**
   * Says which digest to make.
   *
   * @param name as {@link MessageDigest} knows it; null for none
   */
  void digestWith(@Nullable String name) throws IOException {
    try {
      if (name != null) {
        digest = MessageDigest.getInstance(name);
        digest.update(heldBack.toByteArray());
      }
      decided = true;
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("this JVM has no " + name, e);
    }
  }

  /** The digest of everything seen; null where none was asked for. */
  byte @Nullable [] digest() {
    return digest == null ? null : digest.digest();
  }
}
