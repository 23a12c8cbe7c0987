package io.mtlsagent.it.tls;

import io.mtlsagent.testing.Keys;
import java.security.KeyPair;
import java.util.Locale;

/** The kinds of keys that every check is run with. */
public enum KeyKind {
  EC {
    @Override
    KeyPair generate() {
      return Keys.ec();
    }
  },
  RSA {
    @Override
    KeyPair generate() {
      return Keys.rsa(2048);
    }
  };

  abstract KeyPair generate();

  /** Its name in file names and distinguished names. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
