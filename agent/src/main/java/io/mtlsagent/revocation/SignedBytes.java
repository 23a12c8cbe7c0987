package io.mtlsagent.revocation;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;

/** Checks a signature over bytes in memory, by the rules that hold for revocation lists. */
public final class SignedBytes {

  private SignedBytes() {}

  /**
   * Empty if the key signed the bytes; else why it cannot be said so, as part of a sentence.
   *
   * @param algorithm the AlgorithmIdentifier in DER (RFC 5280, section 4.1.1.2)
   */
  public static String whyNot(byte[] algorithm, byte[] signed, byte[] value, PublicKey key) {
    try {
      Signature verifier = CrlSignature.of(algorithm, value).verifier(key);
      if (verifier == null) {
        return "has a signature of another kind of key";
      }
      verifier.update(signed);
      return verifier.verify(value) ? "" : "has a signature that does not verify";
    } catch (CrlRefusedException e) {
      return "is refused: " + e.reason();
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return "has a signature that cannot be checked (" + e.getMessage() + ")";
    }
  }
}
