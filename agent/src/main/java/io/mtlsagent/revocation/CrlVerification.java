package io.mtlsagent.revocation;

import io.mtlsagent.der.DerReader;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether keys signed a list: found out once for each key, and remembered. Where the signature is
 * over a digest, that was kept; else the bytes are read a second time. Safe for use by several
 * threads; while one checks, the others wait for its result.
 */
final class CrlVerification {

  private static final int MAX_REMEMBERED = 16;
  private static final String BAD = "has a signature that does not verify with its issuer's key";

  private final CrlContent content;
  private final byte[] digest;
  private final byte @Nullable [] signedDigest;
  private final CrlSignature signature;
  private volatile List<Outcome> outcomes = new ArrayList<>(0);

  /**
   * @param digest SHA-256 of the bytes that were read; a second pass must see the same ones
   * @param signedDigest the digest that is signed; null where the signature is over the bytes
   */
  CrlVerification(
      CrlContent content, byte[] digest, byte @Nullable [] signedDigest, CrlSignature signature) {
    this.content = content;
    this.digest = digest;
    this.signedDigest = signedDigest;
    this.signature = signature;
  }

  private static final class Outcome {

    private final PublicKey key;
    private final String problem;

    Outcome(PublicKey key, String problem) {
      this.key = key;
      this.problem = problem;
    }
  }

  /** Empty if the key signed the list; else why it cannot be said so, as part of a sentence. */
  String whyNot(PublicKey key) {
    Outcome known = remembered(key);
    if (known != null) {
      return known.problem;
    }
    synchronized (this) {
      known = remembered(key);
      return known == null ? remember(key, verify(key)) : known.problem;
    }
  }

  private @Nullable Outcome remembered(PublicKey key) {
    List<Outcome> present = outcomes;
    for (int i = 0; i < present.size(); i++) {
      Outcome outcome = present.get(i);
      if (outcome.key == key || outcome.key.equals(key)) {
        return outcome;
      }
    }
    return null;
  }

  private String remember(PublicKey key, String problem) {
    List<Outcome> more = new ArrayList<>(outcomes);
    if (more.size() >= MAX_REMEMBERED) {
      more.remove(0);
    }
    more.add(new Outcome(key, problem));
    outcomes = more;
    return problem;
  }

  /** The keys that are known to have signed the list. */
  List<PublicKey> signers() {
    List<PublicKey> signers = new ArrayList<>();
    for (Outcome outcome : outcomes) {
      if (outcome.problem.isEmpty()) {
        signers.add(outcome.key);
      }
    }
    return signers;
  }

  private String verify(PublicKey key) {
    try {
      boolean good = signedDigest == null ? readAgain(key) : signature.isOf(signedDigest, key);
      return good ? "" : BAD;
    } catch (SignatureException e) {
      return BAD;
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return "has a signature that cannot be checked (" + e.getMessage() + ")";
    }
  }

  private boolean readAgain(PublicKey key) throws IOException, GeneralSecurityException {
    Signature verifier = signature.verifier(key);
    if (verifier == null) {
      return false;
    }
    if (!Arrays.equals(digest, feed(verifier))) {
      throw new IOException("it changed since it was read, and will be read again");
    }
    return verifier.verify(signature.value());
  }

  /** Passes the signed part of the list to the signature; returns the digest of the whole. */
  private byte[] feed(Signature verifier) throws IOException {
    try (DerStream stream = new DerStream(content.open(), CrlReader.sha256())) {
      stream.header(DerReader.SEQUENCE);
      stream.open(
          new DerStream.Tap() {
            @Override
            public void see(byte[] bytes, int offset, int length) throws IOException {
              try {
                verifier.update(bytes, offset, length);
              } catch (SignatureException e) {
                throw new IOException(e);
              }
            }
          });
      stream.skip(stream.header(DerReader.SEQUENCE));
      stream.closeTap();
      while (stream.tag() >= 0) {
        stream.skip(1);
      }
      return stream.finish();
    }
  }
}
