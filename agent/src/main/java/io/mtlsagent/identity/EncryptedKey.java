package io.mtlsagent.identity;

import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.DerReader;

/** An EncryptedPrivateKeyInfo of PKCS#8 (RFC 5958, section 3). */
final class EncryptedKey {

  private EncryptedKey() {}

  /** The PrivateKeyInfo inside; the password may still be wrong where it is no SEQUENCE. */
  static byte[] decrypt(byte[] der, char[] password)
      throws DerException, UnusableKeyException, WrongPasswordException {
    DerReader info = DerReader.of(der).enter(DerReader.SEQUENCE);
    DerReader algorithm = info.enter(DerReader.SEQUENCE);
    return PasswordDecryption.decrypt(algorithm, info.content(DerReader.OCTET_STRING), password);
  }
}
