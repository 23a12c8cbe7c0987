package io.mtlsagent.cli.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.jspecify.annotations.Nullable;

/** Brings a private key into the form of a file. */
final class KeyFiles {

  private static final int ITERATIONS = 100_000;

  private KeyFiles() {}

  /** PEM of PKCS#8; with a password encrypted with AES-256 under PBKDF2 with HMAC-SHA256. */
  static byte[] pem(KeyPair key, char @Nullable [] password)
      throws GeneralSecurityException, IOException {
    byte[] plain = pkcs8(key);
    return password == null
        ? PlainFiles.armour("PRIVATE KEY", plain)
        : PlainFiles.armour("ENCRYPTED PRIVATE KEY", encrypt(plain, password));
  }

  /** A PKCS#12 key store with one entry. */
  static byte[] keyStore(String alias, KeyPair key, Certificate[] chain, char[] password)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(alias, key.getPrivate(), password, Arrays.copyOf(chain, chain.length));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    store.store(bytes, password);
    return bytes.toByteArray();
  }

  /**
   * An EC key with its public half, as OpenSSL and Go write it and the JDK does not: a reader can
   * then compare it with a certificate without doing the sums.
   */
  private static byte[] pkcs8(KeyPair key) throws IOException {
    if (!(key.getPrivate() instanceof ECPrivateKey)) {
      return key.getPrivate().getEncoded();
    }
    ECPrivateKey ec = (ECPrivateKey) key.getPrivate();
    SubjectPublicKeyInfo half = SubjectPublicKeyInfo.getInstance(key.getPublic().getEncoded());
    ASN1Encodable numbers =
        new org.bouncycastle.asn1.sec.ECPrivateKey(
            ec.getParams().getOrder().bitLength(),
            ec.getS(),
            new DERBitString(half.getPublicKeyData().getBytes()),
            null);
    return new PrivateKeyInfo(half.getAlgorithm(), numbers).getEncoded("DER");
  }

  /** PBES2 (RFC 8018, section 6.2). */
  private static byte[] encrypt(byte[] plain, char[] password)
      throws GeneralSecurityException, IOException {
    SecureRandom random = new SecureRandom();
    byte[] salt = new byte[16];
    random.nextBytes(salt);
    byte[] vector = new byte[16];
    random.nextBytes(vector);
    byte[] key =
        SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
            .generateSecret(new PBEKeySpec(password, salt, ITERATIONS, 256))
            .getEncoded();
    Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
    cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(vector));
    AlgorithmIdentifier hmac =
        new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);
    PBES2Parameters scheme =
        new PBES2Parameters(
            new KeyDerivationFunc(
                PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(salt, ITERATIONS, hmac)),
            new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(vector)));
    return new EncryptedPrivateKeyInfo(
            new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBES2, scheme), cipher.doFinal(plain))
        .getEncoded("DER");
  }
}
