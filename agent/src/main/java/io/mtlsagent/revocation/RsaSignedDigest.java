package io.mtlsagent.revocation;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/**
 * RSASSA-PKCS1-v1_5 verification of a digest (RFC 8017, section 8.2.2): the one encoding that is
 * right is made and compared as a whole, so that no padding can be forged. The JDK offers this for
 * messages only.
 */
final class RsaSignedDigest {

  private static final int SHA256 = 32;
  private static final int SHA384 = 48;
  private static final int MIN_PADDING = 8;

  /** DigestInfo up to the number of the SHA-2 variant: SEQUENCE, AlgorithmIdentifier, OID. */
  private static final byte[] INFO = {
    0x30,
    0,
    0x30,
    0x0D,
    0x06,
    0x09,
    0x60,
    (byte) 0x86,
    0x48,
    0x01,
    0x65,
    0x03,
    0x04,
    0x02,
    0,
    0x05,
    0,
    0x04,
    0
  };

  private RsaSignedDigest() {}

  /** Whether the key signed a SHA-256, SHA-384 or SHA-512 digest. */
  static boolean verify(byte[] digest, byte[] signature, RSAPublicKey key) {
    BigInteger modulus = key.getModulus();
    int length = (modulus.bitLength() + 7) / 8;
    BigInteger number = new BigInteger(1, signature);
    if (signature.length != length
        || number.compareTo(modulus) >= 0
        || length < INFO.length + digest.length + 3 + MIN_PADDING) {
      return false;
    }
    BigInteger opened = number.modPow(key.getPublicExponent(), modulus);
    return opened.equals(new BigInteger(1, encoded(digest, length)));
  }

  private static byte[] encoded(byte[] digest, int length) {
    byte[] info = INFO.clone();
    info[1] = (byte) (INFO.length - 2 + digest.length);
    info[14] = (byte) (digest.length == SHA256 ? 1 : digest.length == SHA384 ? 2 : 3);
    info[18] = (byte) digest.length;
    byte[] encoded = new byte[length];
    Arrays.fill(encoded, (byte) 0xFF);
    encoded[0] = 0;
    encoded[1] = 1;
    int start = length - digest.length - info.length;
    encoded[start - 1] = 0;
    System.arraycopy(info, 0, encoded, start, info.length);
    System.arraycopy(digest, 0, encoded, length - digest.length, digest.length);
    return encoded;
  }
}
