package io.mtlsagent.identity;

import io.mtlsagent.pem.PemBlock;
import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.PBEParametersGenerator;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.generators.OpenSSLPBEParametersGenerator;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts a block with the headers {@code Proc-Type: 4,ENCRYPTED} and {@code DEK-Info} (RFC 1421,
 * with the key derivation of OpenSSL's {@code EVP_BytesToKey}).
 */
final class LegacyPemDecryption {

  private LegacyPemDecryption() {}

  static byte[] decrypt(PemBlock block, char[] password)
      throws UnusableKeyException, WrongPasswordException {
    String info = block.header("DEK-Info");
    if (info == null || info.indexOf(',') < 0) {
      throw garbledHeader();
    }
    int comma = info.indexOf(',');
    byte[] vector = unhex(info.substring(comma + 1).trim());
    if (vector == null || vector.length < 8) {
      throw garbledHeader();
    }
    String name = info.substring(0, comma).trim();
    switch (name) {
      case "AES-128-CBC":
        return decrypt(AESEngine.newInstance(), 128, vector, block, password);
      case "AES-192-CBC":
        return decrypt(AESEngine.newInstance(), 192, vector, block, password);
      case "AES-256-CBC":
        return decrypt(AESEngine.newInstance(), 256, vector, block, password);
      case "DES-EDE3-CBC":
        return decrypt(new DESedeEngine(), 192, vector, block, password);
      default:
        throw new UnusableKeyException(
            "is encrypted with " + name + ", which is not supported",
            "Convert it with: openssl pkcs8 -topk8 -v2 aes-256-cbc -in FILE -out NEW");
    }
  }

  private static byte[] decrypt(
      BlockCipher engine, int bits, byte[] vector, PemBlock block, char[] password)
      throws WrongPasswordException {
    byte[] secret = PBEParametersGenerator.PKCS5PasswordToUTF8Bytes(password);
    OpenSSLPBEParametersGenerator generator = new OpenSSLPBEParametersGenerator();
    generator.init(secret, Arrays.copyOf(vector, 8));
    KeyParameter key = (KeyParameter) generator.generateDerivedParameters(bits);
    Arrays.fill(secret, (byte) 0);
    return PasswordDecryption.decipher(engine, new ParametersWithIV(key, vector), block.content());
  }

  private static UnusableKeyException garbledHeader() {
    return new UnusableKeyException(
        "is encrypted, but its header DEK-Info is missing or garbled",
        "Write the file anew from its source");
  }

  private static byte @Nullable [] unhex(String hex) {
    byte[] bytes = new byte[hex.length() / 2];
    for (int i = 0; i < bytes.length; i++) {
      int high = Character.digit(hex.charAt(2 * i), 16);
      int low = Character.digit(hex.charAt(2 * i + 1), 16);
      if (high < 0 || low < 0) {
        return null;
      }
      bytes[i] = (byte) (high * 16 + low);
    }
    return bytes;
  }
}
