package io.mtlsagent.identity;

import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.DerReader;
import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.digests.MD5Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.engines.RC2Engine;
import org.bouncycastle.crypto.generators.PKCS12ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S1ParametersGenerator;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/**
 * Decrypts what a password protects: PBES1 and PBES2 of PKCS#5 (RFC 8018), scrypt (RFC 7914), and
 * the schemes of PKCS#12 (RFC 7292, appendix C).
 *
 * <p>With Bouncy Castle's engines instead of the JDK's ciphers: looking up a {@code Cipher} walks
 * over the providers and thereby loads JSSE, which the agent must not do before the application. It
 * is also faster in a cold JVM.
 */
final class PasswordDecryption {

  private static final String PBES2 = "1.2.840.113549.1.5.13";
  private static final String PBKDF2 = "1.2.840.113549.1.5.12";
  private static final String SCRYPT = "1.3.6.1.4.1.11591.4.11";
  private static final int MOST_KEY_BYTES = 64;
  private static final int MOST_ITERATIONS = 10_000_000;
  private static final long MOST_SCRYPT_MEMORY = 256L * 1024 * 1024;
  private static final String CONVERT =
      "Convert it with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out NEW";

  private PasswordDecryption() {}

  /**
   * Decrypts.
   *
   * @param algorithm the AlgorithmIdentifier that stands before the encrypted bytes
   * @throws WrongPasswordException where the padding is wrong; one of 256 wrong passwords passes
   */
  static byte[] decrypt(DerReader algorithm, byte[] encrypted, char[] password)
      throws DerException, UnusableKeyException, WrongPasswordException {
    String scheme = algorithm.objectIdentifier();
    DerReader parameters = algorithm.enter(DerReader.SEQUENCE);
    switch (scheme) {
      case PBES2:
        return pbes2(parameters, encrypted, password);
      case "1.2.840.113549.1.5.3":
        return pbes1(new MD5Digest(), parameters, encrypted, password);
      case "1.2.840.113549.1.5.10":
        return pbes1(new SHA1Digest(), parameters, encrypted, password);
      case "1.2.840.113549.1.12.1.3":
        return pkcs12(new DESedeEngine(), 192, parameters, encrypted, password);
      case "1.2.840.113549.1.12.1.4":
        return pkcs12(new DESedeEngine(), 128, parameters, encrypted, password);
      case "1.2.840.113549.1.12.1.5":
        return pkcs12(new RC2Engine(), 128, parameters, encrypted, password);
      case "1.2.840.113549.1.12.1.6":
        return pkcs12(new RC2Engine(), 40, parameters, encrypted, password);
      default:
        throw unsupported(scheme);
    }
  }

  /** The digest under an HMAC of PBKDF2 (RFC 8018, appendix B.1.2). */
  static Digest pseudoRandomFunction(DerReader algorithm)
      throws DerException, UnusableKeyException {
    String function = algorithm.objectIdentifier();
    switch (function) {
      case "1.2.840.113549.2.7":
        return new SHA1Digest();
      case "1.2.840.113549.2.8":
        return new SHA224Digest();
      case "1.2.840.113549.2.9":
        return new SHA256Digest();
      case "1.2.840.113549.2.10":
        return new SHA384Digest();
      case "1.2.840.113549.2.11":
        return new SHA512Digest();
      default:
        throw unsupported(function);
    }
  }

  /** The password as PKCS#12 has it: in UTF-16, with a zero at the end (RFC 7292, B.1). */
  static byte[] pkcs12Bytes(char[] password) {
    return password.length == 0
        ? new byte[2]
        : PBEParametersGenerator.PKCS12PasswordToBytes(password);
  }

  /** A key by PBKDF2 (RFC 8018, section 5.2), of so many bits unless the parameters say more. */
  static KeyParameter pbkdf2(DerReader parameters, char[] password, int bits)
      throws DerException, UnusableKeyException {
    byte[] salt = parameters.content(DerReader.OCTET_STRING);
    int iterations = iterations(parameters);
    int length = bits;
    if (parameters.isNext(DerReader.INTEGER)) {
      length = 8 * Math.min(parameters.smallInteger(), MOST_KEY_BYTES);
    }
    Digest digest =
        parameters.hasMore()
            ? pseudoRandomFunction(parameters.enter(DerReader.SEQUENCE))
            : new SHA1Digest();
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest);
    byte[] secret = PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password);
    generator.init(secret, salt, iterations);
    KeyParameter key = (KeyParameter) generator.generateDerivedParameters(length);
    Arrays.fill(secret, (byte) 0);
    return key;
  }

  private static byte[] pbes2(DerReader parameters, byte[] encrypted, char[] password)
      throws DerException, UnusableKeyException, WrongPasswordException {
    DerReader derivation = parameters.enter(DerReader.SEQUENCE);
    DerReader encryption = parameters.enter(DerReader.SEQUENCE);
    String cipher = encryption.objectIdentifier();
    BlockCipher engine;
    int bits;
    switch (cipher) {
      case "2.16.840.1.101.3.4.1.2":
        engine = AESEngine.newInstance();
        bits = 128;
        break;
      case "2.16.840.1.101.3.4.1.22":
        engine = AESEngine.newInstance();
        bits = 192;
        break;
      case "2.16.840.1.101.3.4.1.42":
        engine = AESEngine.newInstance();
        bits = 256;
        break;
      case "1.2.840.113549.3.7":
        engine = new DESedeEngine();
        bits = 192;
        break;
      default:
        throw unsupported(cipher);
    }
    byte[] vector = encryption.content(DerReader.OCTET_STRING);
    KeyParameter key = derive(derivation, password, bits);
    return decipher(engine, new ParametersWithIV(key, vector), encrypted);
  }

  private static KeyParameter derive(DerReader derivation, char[] password, int bits)
      throws DerException, UnusableKeyException {
    String function = derivation.objectIdentifier();
    DerReader parameters = derivation.enter(DerReader.SEQUENCE);
    switch (function) {
      case PBKDF2:
        return pbkdf2(parameters, password, bits);
      case SCRYPT:
        return scrypt(parameters, password, bits);
      default:
        throw unsupported(function);
    }
  }

  private static KeyParameter scrypt(DerReader parameters, char[] password, int bits)
      throws DerException, UnusableKeyException {
    byte[] salt = parameters.content(DerReader.OCTET_STRING);
    int cost = parameters.smallInteger();
    int blockSize = parameters.smallInteger();
    int parallel = parameters.smallInteger();
    if (cost < 2
        || Integer.bitCount(cost) != 1
        || blockSize < 1
        || parallel < 1
        || 128L * cost * blockSize > MOST_SCRYPT_MEMORY
        || 128L * blockSize * parallel > MOST_SCRYPT_MEMORY) {
      throw new UnusableKeyException("is encrypted with scrypt at a senseless cost", CONVERT);
    }
    byte[] secret = PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password);
    byte[] key = SCrypt.generate(secret, salt, cost, blockSize, parallel, bits / 8);
    Arrays.fill(secret, (byte) 0);
    return new KeyParameter(key);
  }

  private static byte[] pbes1(
      Digest digest, DerReader parameters, byte[] encrypted, char[] password)
      throws DerException, UnusableKeyException, WrongPasswordException {
    byte[] secret = PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password);
    PKCS5S1ParametersGenerator generator = new PKCS5S1ParametersGenerator(digest);
    generator.init(secret, parameters.content(DerReader.OCTET_STRING), iterations(parameters));
    CipherParameters key = generator.generateDerivedParameters(64, 64);
    Arrays.fill(secret, (byte) 0);
    return decipher(new DESEngine(), key, encrypted);
  }

  private static byte[] pkcs12(
      BlockCipher engine, int bits, DerReader parameters, byte[] encrypted, char[] password)
      throws DerException, UnusableKeyException, WrongPasswordException {
    byte[] secret = pkcs12Bytes(password);
    PKCS12ParametersGenerator generator = new PKCS12ParametersGenerator(new SHA1Digest());
    generator.init(secret, parameters.content(DerReader.OCTET_STRING), iterations(parameters));
    CipherParameters key = generator.generateDerivedParameters(bits, 64);
    Arrays.fill(secret, (byte) 0);
    return decipher(engine, key, encrypted);
  }

  /** The next number, as a count of iterations. */
  static int iterations(DerReader parameters) throws DerException, UnusableKeyException {
    int iterations = parameters.smallInteger();
    if (iterations < 1 || iterations > MOST_ITERATIONS) {
      throw new UnusableKeyException(
          "is encrypted with " + iterations + " iterations, which is senseless", CONVERT);
    }
    return iterations;
  }

  /** Deciphers in CBC mode with the padding of PKCS#7. */
  static byte[] decipher(BlockCipher engine, CipherParameters key, byte[] encrypted)
      throws WrongPasswordException {
    PaddedBufferedBlockCipher cipher =
        new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(engine));
    byte[] padded = new byte[encrypted.length + engine.getBlockSize()];
    try {
      cipher.init(false, key);
      int length = cipher.processBytes(encrypted, 0, encrypted.length, padded, 0);
      length += cipher.doFinal(padded, length);
      return Arrays.copyOf(padded, length);
    } catch (CryptoException | RuntimeException e) {
      // Bouncy Castle throws either, as the bytes have it: bad padding, a cut block, a bad vector.
      throw new WrongPasswordException();
    } finally {
      Arrays.fill(padded, (byte) 0);
    }
  }

  private static UnusableKeyException unsupported(String algorithm) {
    return new UnusableKeyException(
        "is encrypted by a method that is not supported (" + algorithm + ")", CONVERT);
  }
}
