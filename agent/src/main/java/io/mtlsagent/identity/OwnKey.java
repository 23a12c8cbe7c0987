package io.mtlsagent.identity;

import java.security.PrivateKey;
import org.jspecify.annotations.Nullable;

/** A private key, and the public half where the file holds it too (EC and EdDSA). */
final class OwnKey {

  private final PrivateKey privateKey;
  private final byte @Nullable [] publicBits;

  OwnKey(PrivateKey privateKey, byte @Nullable [] publicBits) {
    this.privateKey = privateKey;
    this.publicBits = publicBits;
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  /** The public key as a SubjectPublicKeyInfo holds it, such as an uncompressed point. */
  byte @Nullable [] publicBits() {
    return publicBits;
  }
}
