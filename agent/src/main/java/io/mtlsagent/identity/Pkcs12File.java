package io.mtlsagent.identity;

import io.mtlsagent.pem.CertificateParser;
import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.DerReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a PKCS#12 file (RFC 7292), protected by a password in any of the ways of {@link
 * PasswordDecryption}, or not at all.
 *
 * <p>Not by the JDK's key store: it decrypts with ciphers that load JSSE before the application
 * does, it finds no anchor in a store that OpenSSL made, Java 8 does not know the schemes of today,
 * and it takes several times as long in a cold JVM.
 */
final class Pkcs12File {

  private static final String DATA = "1.2.840.113549.1.7.1";
  private static final String ENCRYPTED_DATA = "1.2.840.113549.1.7.6";
  private static final String BAG = "1.2.840.113549.1.12.10.1.";
  private static final String X509 = "1.2.840.113549.1.9.22.1";
  private static final String FRIENDLY_NAME = "1.2.840.113549.1.9.20";
  private static final String TRUSTED_KEY_USAGE = "2.16.840.1.113894.746875.1.1";
  private static final int EXPLICIT = 0xA0;
  private static final int IMPLICIT = 0x80;
  private static final int SET = 0x31;
  private static final int BMP_STRING = 0x1E;

  private final char @Nullable [] password;
  private final List<String> aliases = new ArrayList<>();
  private final List<KeyStoreContent.LockedKey> keys = new ArrayList<>();
  private final List<X509Certificate> certificates = new ArrayList<>();
  private final List<X509Certificate> trusted = new ArrayList<>();

  private Pkcs12File(char @Nullable [] password) {
    this.password = password;
  }

  /**
   * Opens the file.
   *
   * @throws WrongPasswordException where the password is wrong, or lacks
   * @throws UnusableKeyException where it is protected in a way that is not supported
   */
  static KeyStoreContent read(byte[] bytes, char @Nullable [] password)
      throws DerException, UnusableKeyException, WrongPasswordException {
    Pkcs12File file = new Pkcs12File(password);
    file.readPfx(DerReader.of(BerToDer.convert(bytes)));
    return file.content();
  }

  private KeyStoreContent content() {
    KeyStoreContent content = new KeyStoreContent();
    for (int i = 0; i < keys.size(); i++) {
      content.add(new KeyStoreContent.KeyEntry(aliases.get(i), keys.get(i), certificates));
    }
    for (X509Certificate certificate : trusted) {
      content.addTrusted(certificate);
    }
    // Made by OpenSSL, with nothing but certificates: they can only be meant as anchors.
    if (keys.isEmpty() && trusted.isEmpty()) {
      for (X509Certificate certificate : certificates) {
        content.addTrusted(certificate);
      }
    }
    return content;
  }

  private void readPfx(DerReader outer)
      throws DerException, UnusableKeyException, WrongPasswordException {
    DerReader pfx = outer.enter(DerReader.SEQUENCE);
    pfx.skip();
    DerReader info = pfx.enter(DerReader.SEQUENCE);
    if (!info.objectIdentifier().equals(DATA)) {
      throw new UnusableKeyException(
          "is protected by a public key instead of a password", "Make it anew with a password");
    }
    byte[] safe = info.enter(EXPLICIT).content(DerReader.OCTET_STRING);
    // Without a password the seal is not checked, as by the JDK; what is encrypted stays closed.
    if (pfx.hasMore() && password != null) {
      Pkcs12Mac.verify(pfx.enter(DerReader.SEQUENCE), safe, password);
    }
    DerReader parts = DerReader.of(BerToDer.convert(safe)).enter(DerReader.SEQUENCE);
    while (parts.hasMore()) {
      readPart(parts.enter(DerReader.SEQUENCE));
    }
  }

  private void readPart(DerReader part)
      throws DerException, UnusableKeyException, WrongPasswordException {
    String kind = part.objectIdentifier();
    DerReader content = part.enter(EXPLICIT);
    switch (kind) {
      case DATA:
        readBags(content.content(DerReader.OCTET_STRING));
        break;
      case ENCRYPTED_DATA:
        readBags(decrypt(content.enter(DerReader.SEQUENCE)));
        break;
      default:
        throw new UnusableKeyException(
            "holds a part of an unknown kind (" + kind + ")", "Make it anew");
    }
  }

  /** EncryptedData (RFC 5652, section 8). */
  private byte[] decrypt(DerReader data)
      throws DerException, UnusableKeyException, WrongPasswordException {
    data.skip();
    DerReader info = data.enter(DerReader.SEQUENCE);
    info.skip();
    DerReader algorithm = info.enter(DerReader.SEQUENCE);
    if (password == null) {
      throw new WrongPasswordException();
    }
    byte[] plain = PasswordDecryption.decrypt(algorithm, implicitOctets(info), password);
    if (plain.length == 0 || plain[0] != DerReader.SEQUENCE) {
      throw new WrongPasswordException();
    }
    return plain;
  }

  /** In BER, an OCTET STRING may come in pieces, even with an implicit tag. */
  private static byte[] implicitOctets(DerReader info) throws DerException {
    if (!info.isNext(EXPLICIT)) {
      return info.content(IMPLICIT);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DerReader pieces = info.enter(EXPLICIT);
    while (pieces.hasMore()) {
      byte[] piece = pieces.content(DerReader.OCTET_STRING);
      whole.write(piece, 0, piece.length);
    }
    return whole.toByteArray();
  }

  private void readBags(byte[] safeContents)
      throws DerException, UnusableKeyException, WrongPasswordException {
    DerReader bags = DerReader.of(BerToDer.convert(safeContents)).enter(DerReader.SEQUENCE);
    while (bags.hasMore()) {
      DerReader bag = bags.enter(DerReader.SEQUENCE);
      String kind = bag.objectIdentifier();
      byte[] value = bag.enter(EXPLICIT).element();
      Attributes attributes = new Attributes(bag);
      switch (kind) {
        case BAG + "1":
          addKey(value, false, attributes);
          break;
        case BAG + "2":
          addKey(value, true, attributes);
          break;
        case BAG + "3":
          addCertificate(value, attributes);
          break;
        case BAG + "6":
          readBags(value);
          break;
        default:
          // Lists and secrets are of no interest here.
          break;
      }
    }
  }

  private void addKey(byte[] der, boolean encrypted, Attributes attributes) {
    String name = attributes.friendlyName;
    aliases.add(name == null ? String.valueOf(keys.size() + 1) : name);
    keys.add(new BagKey(der, encrypted, password));
  }

  private void addCertificate(byte[] bag, Attributes attributes)
      throws DerException, UnusableKeyException {
    DerReader certificate = DerReader.of(bag).enter(DerReader.SEQUENCE);
    if (!certificate.objectIdentifier().equals(X509)) {
      return;
    }
    byte[] der = certificate.enter(EXPLICIT).content(DerReader.OCTET_STRING);
    try {
      X509Certificate parsed = CertificateParser.parse(der);
      (attributes.trusted ? trusted : certificates).add(parsed);
    } catch (CertificateException e) {
      throw new UnusableKeyException(
          "holds a certificate that cannot be read: " + e.getMessage(), "Make it anew");
    }
  }

  /** What stands beside a bag (RFC 7292, section 4.2). */
  private static final class Attributes {
    private @Nullable String friendlyName;
    private boolean trusted;

    Attributes(DerReader bag) throws DerException {
      DerReader attributes = bag.hasMore() ? bag.enter(SET) : null;
      while (attributes != null && attributes.hasMore()) {
        DerReader attribute = attributes.enter(DerReader.SEQUENCE);
        String kind = attribute.objectIdentifier();
        if (kind.equals(TRUSTED_KEY_USAGE)) {
          trusted = true;
        } else if (kind.equals(FRIENDLY_NAME)) {
          DerReader values = attribute.enter(SET);
          if (values.isNext(BMP_STRING)) {
            friendlyName = new String(values.content(BMP_STRING), StandardCharsets.UTF_16BE);
          }
        }
      }
    }
  }

  /** A key in its bag, still encrypted. It lives no longer than the reading of the store. */
  private static final class BagKey implements KeyStoreContent.LockedKey {
    private final byte[] der;
    private final boolean encrypted;
    private final char @Nullable [] password;

    BagKey(byte[] der, boolean encrypted, char @Nullable [] password) {
      this.der = der;
      this.encrypted = encrypted;
      this.password = password;
    }

    @Override
    public OwnKey unlock() throws UnusableKeyException, WrongPasswordException {
      if (!encrypted) {
        return PrivateKeyDecoder.pkcs8(der);
      }
      if (password == null) {
        throw new WrongPasswordException();
      }
      byte[] plain;
      try {
        plain = EncryptedKey.decrypt(der, password);
      } catch (DerException e) {
        throw new UnusableKeyException(
            "holds a garbled private key", "Write the file anew from its source");
      }
      if (!DerReader.isOneSequence(plain)) {
        throw new WrongPasswordException();
      }
      try {
        return PrivateKeyDecoder.pkcs8(plain);
      } finally {
        Arrays.fill(plain, (byte) 0);
      }
    }
  }
}
