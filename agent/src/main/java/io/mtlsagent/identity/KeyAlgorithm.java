package io.mtlsagent.identity;

import java.security.Key;

/** The kinds of keys that TLS signs with, by the names that JSSE knows them under. */
final class KeyAlgorithm {

  static final String RSA = "RSA";
  static final String RSASSA_PSS = "RSASSA-PSS";
  static final String EC = "EC";
  static final String EDDSA = "EdDSA";

  private KeyAlgorithm() {}

  /** The name of a key's kind; other providers say ECDSA, Ed25519 or Ed448. */
  static String nameOf(Key key) {
    String algorithm = key.getAlgorithm();
    switch (algorithm) {
      case "ECDSA":
        return EC;
      case "Ed25519":
      case "Ed448":
        return EDDSA;
      default:
        return algorithm;
    }
  }
}
