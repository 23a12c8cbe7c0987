package io.mtlsagent.identity;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.DerReader;
import io.mtlsagent.pem.FileContent;
import io.mtlsagent.pem.FileKind;
import io.mtlsagent.pem.PemBlock;
import io.mtlsagent.pem.PemException;
import io.mtlsagent.pem.PemReader;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the one private key of a PEM file: PKCS#8, PKCS#1 or SEC1, plain or encrypted. */
final class PrivateKeyFile {

  private final FileContent file;
  private final String passwordKey;

  /**
   * @param passwordKey the configuration key of the password, for errors
   */
  PrivateKeyFile(FileContent file, String passwordKey) {
    this.file = file;
    this.passwordKey = passwordKey;
  }

  /**
   * Reads the key.
   *
   * @param certificates those beside the key: an EC key may leave its curve to them
   */
  OwnKey read(char @Nullable [] password, List<X509Certificate> certificates)
      throws ConfigurationException {
    PemBlock block = onlyKey();
    byte[] plain = null;
    try {
      plain = plain(block, password);
      switch (block.label()) {
        case "RSA PRIVATE KEY":
          return PrivateKeyDecoder.pkcs1(plain);
        case "EC PRIVATE KEY":
          return PrivateKeyDecoder.sec1(plain, curveOf(certificates));
        case "OPENSSH PRIVATE KEY":
          throw new UnusableKeyException(
              "holds a key in OpenSSH's own format",
              "Convert it (in place) with: ssh-keygen -p -m PKCS8 -f FILE");
        case "PRIVATE KEY":
        case "ENCRYPTED PRIVATE KEY":
          return PrivateKeyDecoder.pkcs8(plain);
        default:
          throw new UnusableKeyException(
              "holds a key in a format that TLS cannot use (" + block.label() + ")",
              "Name a file with an RSA, EC or Ed25519 key");
      }
    } catch (UnusableKeyException e) {
      throw e.in(file);
    } catch (DerException e) {
      throw file.error(
          "holds an encrypted private key that is cut off or garbled",
          "Write the file anew from its source");
    } catch (WrongPasswordException e) {
      throw new ConfigurationException(
          file.path(),
          passwordKey,
          "the password does not decrypt the key",
          "Correct " + passwordKey);
    } finally {
      wipe(block.content());
      wipe(plain);
    }
  }

  private PemBlock onlyKey() throws ConfigurationException {
    byte[] bytes = file.bytes();
    PemBlock found = null;
    try {
      if (PemReader.isArmoured(bytes)) {
        for (PemBlock block : PemReader.read(bytes)) {
          if (block.isPrivateKey()) {
            if (found != null) {
              throw file.error(
                  "holds more than one private key (in lines "
                      + found.line()
                      + " and "
                      + block.line()
                      + ")",
                  "Leave only the key that belongs to the certificate");
            }
            found = block;
          }
        }
      }
    } catch (PemException e) {
      throw file.error(e.problem(), "Write the file anew from its source");
    }
    if (found == null) {
      throw noKey(FileKind.describe(bytes));
    }
    return found;
  }

  private ConfigurationException noKey(String found) {
    String mend;
    switch (found) {
      case "a DER private key":
      case "an encrypted DER private key":
        return file.error(
            "is not PEM: it holds " + found,
            "Convert it with: openssl pkey -inform DER -in " + file.path() + " -out NEW");
      case "a PKCS#12 key store":
      case "a JKS key store":
      case "a JCEKS key store":
        mend = "Name it as " + passwordKey.replace("key.password", "keystore") + " instead";
        break;
      default:
        mend = "Name the file with the private key that belongs to the certificate";
    }
    return file.error("holds no private key but " + found, mend);
  }

  private byte[] plain(PemBlock block, char @Nullable [] password)
      throws ConfigurationException, DerException, UnusableKeyException, WrongPasswordException {
    boolean modern = block.label().equals("ENCRYPTED PRIVATE KEY");
    if (!modern && !block.isEncryptedByHeader()) {
      return block.content();
    }
    if (password == null || password.length == 0) {
      throw file.error(
          "is encrypted, and " + passwordKey + " is not set",
          "Set " + passwordKey + ", for example to ${file:/path/of/a/file/with/the/password}");
    }
    byte[] plain =
        modern
            ? EncryptedKey.decrypt(block.content(), password)
            : LegacyPemDecryption.decrypt(block, password);
    // A wrong password can happen to end in a right padding.
    if (!DerReader.isOneSequence(plain)) {
      wipe(plain);
      throw new WrongPasswordException();
    }
    return plain;
  }

  /** The parameters of the first EC certificate (RFC 5480, section 2.1.1). */
  private static byte @Nullable [] curveOf(List<X509Certificate> certificates) throws DerException {
    for (X509Certificate certificate : certificates) {
      if (KeyAlgorithm.nameOf(certificate.getPublicKey()).equals(KeyAlgorithm.EC)) {
        DerReader algorithm =
            DerReader.of(certificate.getPublicKey().getEncoded())
                .enter(DerReader.SEQUENCE)
                .enter(DerReader.SEQUENCE);
        algorithm.skip();
        return algorithm.hasMore() ? algorithm.element() : null;
      }
    }
    return null;
  }

  private static void wipe(byte @Nullable [] secret) {
    if (secret != null) {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
