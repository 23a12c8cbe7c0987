package io.mtlsagent.cli.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;

/** The kinds of keys that the authority makes. */
public enum KeyType {
  /** On the curve P-256. */
  EC,
  /** Of 3072 bits. */
  RSA;

  /** A fresh pair. */
  KeyPair generate() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(name());
    if (this == EC) {
      generator.initialize(new ECGenParameterSpec("secp256r1"));
    } else {
      generator.initialize(3072);
    }
    return generator.generateKeyPair();
  }

  /** The signature algorithm for a key of the authority. */
  static String signatureAlgorithm(PrivateKey key) {
    return key.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
  }

  /** As users write it. */
  @Override
  public String toString() {
    return this == EC ? "ec" : "rsa";
  }
}
