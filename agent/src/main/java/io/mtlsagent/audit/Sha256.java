package io.mtlsagent.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Makes digests of the one algorithm that every Java platform must have. */
final class Sha256 {

  private Sha256() {}

  static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this JVM has no SHA-256", e);
    }
  }
}
