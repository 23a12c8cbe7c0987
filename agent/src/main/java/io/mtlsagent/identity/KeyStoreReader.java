package io.mtlsagent.identity;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.pem.DerException;
import io.mtlsagent.pem.FileContent;
import io.mtlsagent.pem.FileKind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens key stores. PKCS12 is read by {@link Pkcs12File}, JKS by {@link JksFile}, any other type by
 * the JVM's provider for it.
 */
final class KeyStoreReader {

  private static final String PKCS12 = "PKCS12";
  private static final String JKS = "JKS";

  private final String keyPrefix;
  private final @Nullable String type;

  /**
   * @param keyPrefix the configuration key of the store, to which {@code .type} and {@code
   *     .password} are added in errors
   * @param type as configured; null to tell it by the content
   */
  KeyStoreReader(String keyPrefix, @Nullable String type) {
    this.keyPrefix = keyPrefix;
    this.type = type;
  }

  /**
   * Opens a store.
   *
   * @param file the file; null for a type without one
   */
  KeyStoreContent read(@Nullable FileContent file, char @Nullable [] password)
      throws ConfigurationException {
    String kind = kind(file);
    String path = file == null ? kind : file.path();
    try {
      if (file != null && kind.equals(PKCS12)) {
        return Pkcs12File.read(file.bytes(), password);
      }
      if (file != null && kind.equals(JKS)) {
        return JksFile.read(file.bytes(), password);
      }
      return installed(kind, file, password);
    } catch (WrongPasswordException e) {
      throw wrongPassword(path, password);
    } catch (DerException e) {
      throw garbled(path, String.valueOf(e.getMessage()));
    } catch (UnusableKeyException e) {
      throw new ConfigurationException(
          path,
          keyPrefix,
          e.problem(),
          "Make it anew with: openssl pkcs12 -export, or keytool -importkeystore");
    }
  }

  /** An error about the password of the store, or its lack. */
  ConfigurationException wrongPassword(String path, char @Nullable [] password) {
    String passwordKey = keyPrefix + ".password";
    return password == null
        ? new ConfigurationException(
            path,
            passwordKey,
            "the key store is protected, and " + passwordKey + " is not set",
            "Set " + passwordKey + ", for example to ${file:/path/of/a/file/with/the/password}")
        : new ConfigurationException(
            path,
            passwordKey,
            "the password does not open the key store",
            "Correct " + passwordKey);
  }

  /** The three common types are told by their content, whatever the configuration says. */
  private String kind(@Nullable FileContent file) throws ConfigurationException {
    if (file != null && isCommon(type)) {
      if (FileKind.isJks(file.bytes())) {
        return JKS;
      }
      if (FileKind.isJceks(file.bytes())) {
        return "JCEKS";
      }
      if (FileKind.isPkcs12(file.bytes())) {
        return PKCS12;
      }
      String found = FileKind.describe(file.bytes());
      throw file.error(
          "is no key store of a known type but " + found,
          found.contains("certificate") || found.contains("private key")
              ? "Name PEM files with the keys for PEM files instead of " + keyPrefix
              : "Name a PKCS12 or JKS file, or set " + keyPrefix + ".type");
    }
    if (type == null) {
      throw new ConfigurationException(
          keyPrefix, keyPrefix + ".type", "is not set", "Set it where the store has no file");
    }
    return type;
  }

  private static boolean isCommon(@Nullable String type) {
    return type == null
        || type.equalsIgnoreCase(PKCS12)
        || type.equalsIgnoreCase(JKS)
        || type.equalsIgnoreCase("JCEKS");
  }

  private KeyStoreContent installed(
      String kind, @Nullable FileContent file, char @Nullable [] password)
      throws ConfigurationException, WrongPasswordException {
    String path = file == null ? kind : file.path();
    try (InputStream in = file == null ? null : new ByteArrayInputStream(file.bytes())) {
      KeyStore store = KeyStore.getInstance(kind);
      store.load(in, password);
      return contentOf(store, password);
    } catch (KeyStoreException e) {
      throw new ConfigurationException(
          path,
          keyPrefix + ".type",
          "this JVM has no key store of the type " + kind,
          "Correct the type, or add the security provider for it to the JVM");
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw new WrongPasswordException();
      }
      throw garbled(path, String.valueOf(e.getMessage()));
    } catch (GeneralSecurityException e) {
      throw garbled(path, String.valueOf(e.getMessage()));
    }
  }

  private ConfigurationException garbled(String path, String detail) {
    return new ConfigurationException(
        path,
        keyPrefix,
        "the key store is cut off or garbled (" + detail + ")",
        "Write the file anew from its source");
  }

  private static KeyStoreContent contentOf(KeyStore store, char @Nullable [] password)
      throws KeyStoreException {
    KeyStoreContent content = new KeyStoreContent();
    Enumeration<String> aliases = store.aliases();
    while (aliases.hasMoreElements()) {
      String alias = aliases.nextElement();
      if (store.isKeyEntry(alias)) {
        List<X509Certificate> chain = x509(store.getCertificateChain(alias));
        if (!chain.isEmpty()) {
          content.add(
              new KeyStoreContent.KeyEntry(alias, new InstalledKey(store, alias, password), chain));
        }
      } else if (store.getCertificate(alias) instanceof X509Certificate) {
        content.addTrusted((X509Certificate) store.getCertificate(alias));
      }
    }
    return content;
  }

  private static List<X509Certificate> x509(Certificate @Nullable [] chain) {
    List<X509Certificate> certificates = new ArrayList<>();
    if (chain != null) {
      for (Certificate certificate : chain) {
        if (certificate instanceof X509Certificate) {
          certificates.add((X509Certificate) certificate);
        }
      }
    }
    return certificates;
  }

  /** A key in a store of the JVM. It lives no longer than the reading of the store. */
  private static final class InstalledKey implements KeyStoreContent.LockedKey {
    private final KeyStore store;
    private final String alias;
    private final char @Nullable [] password;

    InstalledKey(KeyStore store, String alias, char @Nullable [] password) {
      this.store = store;
      this.alias = alias;
      this.password = password;
    }

    @Override
    public OwnKey unlock() throws UnusableKeyException, WrongPasswordException {
      try {
        Key key = store.getKey(alias, password);
        if (key instanceof PrivateKey) {
          return ownKey((PrivateKey) key);
        }
      } catch (UnrecoverableKeyException | IllegalArgumentException e) {
        // The latter is how the JDK's JCEKS store says that the password is null.
        throw new WrongPasswordException();
      } catch (GeneralSecurityException e) {
        throw new UnusableKeyException(
            "the key " + alias + " cannot be used: " + e.getMessage(), "Make the store anew");
      }
      throw new UnusableKeyException(
          "the entry " + alias + " is no private key", "Name the alias of one");
    }

    /** The provider's own key, not one made of its bytes: a token's key shows none. */
    private static OwnKey ownKey(PrivateKey key) throws UnusableKeyException {
      byte[] encoded = "PKCS#8".equals(key.getFormat()) ? key.getEncoded() : null;
      if (encoded == null) {
        return new OwnKey(key, null);
      }
      try {
        return new OwnKey(key, PrivateKeyDecoder.pkcs8(encoded).publicBits());
      } finally {
        Arrays.fill(encoded, (byte) 0);
      }
    }
  }
}
