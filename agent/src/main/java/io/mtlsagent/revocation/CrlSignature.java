package io.mtlsagent.revocation;

import io.mtlsagent.der.DerReader;
import io.mtlsagent.der.MalformedDerException;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The algorithm and value of a list's signature. ECDSA and RSA with PKCS #1 v1.5, which sign a
 * digest of the list, can be checked long after its bytes are gone.
 */
final class CrlSignature {

  private static final String PSS = "1.2.840.113549.1.1.10";
  private static final String ECDSA_OF_DIGEST = "NONEwithECDSA";

  private final String name;
  private final byte @Nullable [] parameters;
  private final byte[] value;

  private CrlSignature(String name, byte @Nullable [] parameters, byte[] value) {
    this.name = name;
    this.parameters = parameters;
    this.value = value;
  }

  /**
   * A signature.
   *
   * @param algorithm the AlgorithmIdentifier in DER
   * @throws CrlRefusedException if the algorithm is weak or not known
   */
  static CrlSignature of(byte[] algorithm, byte[] value)
      throws MalformedDerException, CrlRefusedException {
    DerReader identifier = DerReader.of(algorithm).enter(DerReader.SEQUENCE);
    String oid = identifier.oid();
    byte[] parameters = identifier.hasMore() ? identifier.element() : null;
    identifier.finish();
    return new CrlSignature(nameOf(oid), oid.equals(PSS) ? parameters : null, value);
  }

  private static String nameOf(String oid) throws CrlRefusedException {
    switch (oid) {
      case "1.2.840.113549.1.1.11":
        return "SHA256withRSA";
      case "1.2.840.113549.1.1.12":
        return "SHA384withRSA";
      case "1.2.840.113549.1.1.13":
        return "SHA512withRSA";
      case PSS:
        return "RSASSA-PSS";
      case "1.2.840.10045.4.3.2":
        return "SHA256withECDSA";
      case "1.2.840.10045.4.3.3":
        return "SHA384withECDSA";
      case "1.2.840.10045.4.3.4":
        return "SHA512withECDSA";
      case "1.3.101.112":
        return "Ed25519";
      case "1.3.101.113":
        return "Ed448";
      case "1.2.840.113549.1.1.4":
        throw weak("MD5");
      case "1.2.840.113549.1.1.5":
      case "1.2.840.10045.4.1":
        throw weak("SHA-1");
      default:
        throw new CrlRefusedException("its signature algorithm " + oid + " is not supported");
    }
  }

  private static CrlRefusedException weak(String digest) {
    return new CrlRefusedException("its signature uses " + digest + ", which is too weak");
  }

  /** The digest that is signed, as {@code SHA-256}; null where the list itself is signed. */
  @Nullable String digestName() {
    return name.startsWith("SHA") ? "SHA-" + name.substring(3, 6) : null;
  }

  /** Whether the key signed a digest of the kind of {@link #digestName()}. */
  boolean isOf(byte[] digest, PublicKey key) throws GeneralSecurityException {
    if (name.endsWith("RSA")) {
      return key instanceof RSAPublicKey
          && RsaSignedDigest.verify(digest, value, (RSAPublicKey) key);
    }
    if (!(key instanceof ECPublicKey)) {
      return false;
    }
    Signature verifier = Signature.getInstance(ECDSA_OF_DIGEST);
    verifier.initVerify(key);
    verifier.update(digest);
    return verifier.verify(value);
  }

  /** Starts a check over the whole list; null where the key is of another kind. */
  @Nullable Signature verifier(PublicKey key) throws GeneralSecurityException, IOException {
    Signature verifier = Signature.getInstance(name);
    try {
      verifier.initVerify(key);
    } catch (InvalidKeyException e) {
      return null;
    }
    if (parameters != null) {
      AlgorithmParameters pss = AlgorithmParameters.getInstance(name);
      pss.init(parameters);
      PSSParameterSpec spec = pss.getParameterSpec(PSSParameterSpec.class);
      if (spec.getDigestAlgorithm().equals("SHA-1")) {
        return null;
      }
      verifier.setParameter(spec);
    }
    return verifier;
  }

  byte[] value() {
    return value;
  }
}
