package io.mtlsagent.cli.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Arrays;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.openssl.PKCS8Generator;
import org.bouncycastle.openssl.jcajce.JceOpenSSLPKCS8EncryptorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfoBuilder;
import org.jspecify.annotations.Nullable;

/** Brings a private key into the form of a file. */
final class KeyFiles {

  private KeyFiles() {}

  /** PEM of PKCS#8; with a password encrypted with AES-256 under PBKDF2 with HMAC-SHA256. */
  static byte[] pem(PrivateKey key, char @Nullable [] password)
      throws GeneralSecurityException, IOException {
    if (password == null) {
      return PlainFiles.armour("PRIVATE KEY", key.getEncoded());
    }
    try {
      byte[] encrypted =
          new PKCS8EncryptedPrivateKeyInfoBuilder(PrivateKeyInfo.getInstance(key.getEncoded()))
              .build(
                  new JceOpenSSLPKCS8EncryptorBuilder(PKCS8Generator.AES_256_CBC)
                      .setPRF(PKCS8Generator.PRF_HMACSHA256)
                      .setIterationCount(100_000)
                      .setRandom(new SecureRandom())
                      .setPassword(password)
                      .build())
              .getEncoded();
      return PlainFiles.armour("ENCRYPTED PRIVATE KEY", encrypted);
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** A PKCS#12 key store with one entry. */
  static byte[] keyStore(String alias, PrivateKey key, Certificate[] chain, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(alias, key, password, Arrays.copyOf(chain, chain.length));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, password);
    return bytes.toByteArray();
  }
}
