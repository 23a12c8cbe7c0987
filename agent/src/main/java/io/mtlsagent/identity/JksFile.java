package io.mtlsagent.identity;

import io.mtlsagent.pem.CertificateParser;
import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.DerReader;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a key store in the JDK's own format of old, as {@code sun.security.provider.JavaKeyStore}
 * writes it.
 *
 * <p>Not by the JDK, whose reader makes certificates in the way that {@link CertificateParser}
 * avoids.
 */
final class JksFile {

  private static final int KEY_ENTRY = 1;
  private static final int CERTIFICATE_ENTRY = 2;
  private static final int DIGEST_LENGTH = 20;
  private static final byte[] WHITENER = "Mighty Aphrodite".getBytes(StandardCharsets.US_ASCII);

  private final DataInputStream in;
  private final int version;
  private final byte @Nullable [] password;
  private final KeyStoreContent content = new KeyStoreContent();

  private JksFile(DataInputStream in, int version, byte @Nullable [] password) {
    this.in = in;
    this.version = version;
    this.password = password;
  }

  /**
   * Opens the file.
   *
   * @param password null to read it without checking its seal; keys then stay locked
   * @throws WrongPasswordException where the seal does not fit the password and the bytes
   */
  static KeyStoreContent read(byte[] bytes, char @Nullable [] password)
      throws DerException, WrongPasswordException {
    byte[] secret = password == null ? null : utf16(password);
    int end = bytes.length - DIGEST_LENGTH;
    if (end < 12) {
      throw new DerException("it ends too early");
    }
    if (secret != null) {
      MessageDigest digest = sha1();
      digest.update(secret);
      digest.update(WHITENER);
      digest.update(bytes, 0, end);
      if (!MessageDigest.isEqual(digest.digest(), Arrays.copyOfRange(bytes, end, bytes.length))) {
        throw new WrongPasswordException();
      }
    }
    try {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 0, end));
      in.readInt();
      JksFile file = new JksFile(in, in.readInt(), secret);
      file.readEntries();
      return file.content;
    } catch (IOException e) {
      throw new DerException("it ends too early");
    } catch (CertificateException e) {
      throw new DerException("a certificate cannot be read: " + e.getMessage());
    }
  }

  private void readEntries() throws IOException, CertificateException, DerException {
    int count = in.readInt();
    for (int i = 0; i < count; i++) {
      int tag = in.readInt();
      String alias = in.readUTF();
      in.readLong();
      if (tag == KEY_ENTRY) {
        byte[] key = readBytes();
        List<X509Certificate> chain = new ArrayList<>();
        int length = in.readInt();
        for (int at = 0; at < length; at++) {
          chain.add(readCertificate());
        }
        content.add(new KeyStoreContent.KeyEntry(alias, new ProtectedKey(key, password), chain));
      } else if (tag == CERTIFICATE_ENTRY) {
        content.addTrusted(readCertificate());
      } else {
        throw new DerException("it holds an entry of an unknown kind");
      }
    }
  }

  private X509Certificate readCertificate() throws IOException, CertificateException, DerException {
    if (version == 2 && !in.readUTF().equals("X.509")) {
      throw new DerException("it holds a certificate of an unknown kind");
    }
    return CertificateParser.parse(readBytes());
  }

  private byte[] readBytes() throws IOException, DerException {
    int length = in.readInt();
    // What is left in memory: a garbled length must not ask for more.
    if (length < 0 || length > in.available()) {
      throw new DerException("a length is out of bounds");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return bytes;
  }

  private static byte[] utf16(char[] password) {
    byte[] bytes = new byte[2 * password.length];
    for (int i = 0; i < password.length; i++) {
      bytes[2 * i] = (byte) (password[i] >> 8);
      bytes[2 * i + 1] = (byte) password[i];
    }
    return bytes;
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-1", e);
    }
  }

  /** A key under the JDK's own protection. It lives no longer than the reading of the store. */
  private static final class ProtectedKey implements KeyStoreContent.LockedKey {
    private final byte[] der;
    private final byte @Nullable [] password;

    ProtectedKey(byte[] der, byte @Nullable [] password) {
      this.der = der;
      this.password = password;
    }

    @Override
    public OwnKey unlock() throws UnusableKeyException, WrongPasswordException {
      if (password == null) {
        throw new WrongPasswordException();
      }
      byte[] plain = recover(password);
      try {
        return PrivateKeyDecoder.pkcs8(plain);
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    }

    /** A salt, the key under a stream of hashes, and the hash of password and key. */
    private byte[] recover(byte[] secret) throws UnusableKeyException, WrongPasswordException {
      byte[] sealed = sealed();
      byte[] plain = Arrays.copyOfRange(sealed, DIGEST_LENGTH, sealed.length - DIGEST_LENGTH);
      byte[] stream = Arrays.copyOf(sealed, DIGEST_LENGTH);
      MessageDigest digest = sha1();
      for (int at = 0; at < plain.length; at++) {
        if (at % DIGEST_LENGTH == 0) {
          digest.update(secret);
          stream = digest.digest(stream);
        }
        plain[at] ^= stream[at % DIGEST_LENGTH];
      }
      digest.update(secret);
      byte[] expected = Arrays.copyOfRange(sealed, sealed.length - DIGEST_LENGTH, sealed.length);
      if (!MessageDigest.isEqual(digest.digest(plain), expected)) {
        throw new WrongPasswordException();
      }
      return plain;
    }

    private byte[] sealed() throws UnusableKeyException {
      try {
        DerReader info = DerReader.of(der).enter(DerReader.SEQUENCE);
        info.skip();
        byte[] sealed = info.content(DerReader.OCTET_STRING);
        if (sealed.length > 2 * DIGEST_LENGTH) {
          return sealed;
        }
      } catch (DerException e) {
        // Said below, as for one that is too short.
      }
      throw new UnusableKeyException(
          "holds a garbled private key", "Write the file anew from its source");
    }
  }
}
