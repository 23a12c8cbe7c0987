package io.mtlsagent.identity;

import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.DerReader;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;

/**
 * Whether a private key belongs to a public one, by the cheapest sure way: RSA by the modulus, EC
 * and EdDSA by the public key that stands in the key file (as OpenSSL compares), else EC by making
 * the public key, else by signing and verifying, which costs 15 to 75 ms in a cold JVM.
 */
final class KeyMatch {

  private static final byte[] SPECIMEN = {'m', 't', 'l', 's', '-', 'a', 'g', 'e', 'n', 't'};

  private KeyMatch() {}

  static boolean belong(OwnKey own, PublicKey publicKey) {
    PrivateKey privateKey = own.privateKey();
    String algorithm = KeyAlgorithm.nameOf(publicKey);
    if (!areKin(KeyAlgorithm.nameOf(privateKey), algorithm)) {
      return false;
    }
    if (privateKey instanceof RSAKey && publicKey instanceof RSAKey) {
      return ((RSAKey) privateKey).getModulus().equals(((RSAKey) publicKey).getModulus());
    }
    if (privateKey instanceof ECKey
        && publicKey instanceof ECKey
        && !((ECKey) privateKey)
            .getParams()
            .getCurve()
            .equals(((ECKey) publicKey).getParams().getCurve())) {
      return false;
    }
    byte[] publicBits = own.publicBits();
    if (publicBits != null) {
      return Arrays.equals(publicBits, bitsOf(publicKey));
    }
    return yields(privateKey, publicKey) || signAndVerify(privateKey, publicKey, algorithm);
  }

  /** A key without a format is in a token, and shows no number. */
  private static boolean yields(PrivateKey privateKey, PublicKey publicKey) {
    return privateKey instanceof ECPrivateKey
        && publicKey instanceof ECPublicKey
        && privateKey.getFormat() != null
        && PointMultiplication.yields((ECPrivateKey) privateKey, (ECPublicKey) publicKey);
  }

  /** A key for all RSA schemes may belong to a certificate that allows PSS alone. */
  private static boolean areKin(String privateKey, String publicKey) {
    return privateKey.equals(publicKey)
        || (privateKey.startsWith(KeyAlgorithm.RSA) && publicKey.startsWith(KeyAlgorithm.RSA));
  }

  /** The bits of a SubjectPublicKeyInfo (RFC 5280, section 4.1); none where it has none. */
  private static byte[] bitsOf(PublicKey publicKey) {
    byte[] encoded = publicKey.getEncoded();
    if (encoded == null) {
      return new byte[0];
    }
    try {
      DerReader info = DerReader.of(encoded).enter(DerReader.SEQUENCE);
      info.skip();
      return info.bitString();
    } catch (DerException e) {
      return new byte[0];
    }
  }

  private static boolean signAndVerify(
      PrivateKey privateKey, PublicKey publicKey, String algorithm) {
    try {
      Signature signer = signature(algorithm);
      signer.initSign(privateKey);
      signer.update(SPECIMEN);
      byte[] signature = signer.sign();
      Signature verifier = signature(algorithm);
      verifier.initVerify(publicKey);
      verifier.update(SPECIMEN);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // Two that cannot even work together do not belong together.
      return false;
    }
  }

  private static Signature signature(String algorithm) throws GeneralSecurityException {
    switch (algorithm) {
      case KeyAlgorithm.RSA:
        return Signature.getInstance("SHA256withRSA");
      case KeyAlgorithm.RSASSA_PSS:
        return pss();
      case KeyAlgorithm.EC:
        return Signature.getInstance("SHA256withECDSA");
      default:
        return Signature.getInstance(algorithm);
    }
  }

  private static Signature pss()
      throws GeneralSecurityException, InvalidAlgorithmParameterException {
    Signature signature = Signature.getInstance("RSASSA-PSS");
    signature.setParameter(
        new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
    return signature;
  }
}
