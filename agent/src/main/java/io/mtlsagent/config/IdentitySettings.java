package io.mtlsagent.config;

import org.jspecify.annotations.Nullable;

/** Where our own key and certificate chain are: in PEM files or in a key store, never in both. */
public final class IdentitySettings {

  private static final KeyStoreKeys KEY_STORE =
      new KeyStoreKeys(
          MaterialKeys.IDENTITY_KEYSTORE,
          MaterialKeys.IDENTITY_KEYSTORE_PASSWORD,
          MaterialKeys.IDENTITY_KEYSTORE_TYPE,
          MaterialKeys.IDENTITY_KEYSTORE_ALIAS);

  private final String keyPrefix;
  private final @Nullable PemSettings pem;
  private final @Nullable KeyStoreSettings keyStore;

  private IdentitySettings(
      String keyPrefix, @Nullable PemSettings pem, @Nullable KeyStoreSettings keyStore) {
    this.keyPrefix = keyPrefix;
    this.pem = pem;
    this.keyStore = keyStore;
  }

  /** Null where no identity is configured. */
  static @Nullable IdentitySettings from(Values values) throws ConfigurationException {
    @Nullable PemSettings pem = PemKeys.read(values);
    @Nullable KeyStoreSettings keyStore = KEY_STORE.read(values);
    if (pem != null && keyStore != null) {
      throw values.error(
          MaterialKeys.IDENTITY_KEYSTORE,
          "is set beside " + MaterialKeys.IDENTITY_CERTIFICATE.name(),
          "Keep either the PEM files or the key store, and remove the keys of the other");
    }
    String prefix = values.prefixOf(MaterialKeys.IDENTITY_GROUP) + "identity";
    return pem == null && keyStore == null ? null : new IdentitySettings(prefix, pem, keyStore);
  }

  /**
   * What stands before {@code .certificate} in the configuration: {@code identity}, or that of an
   * endpoint.
   */
  public String keyPrefix() {
    return keyPrefix;
  }

  /** Null where the identity is in a key store. */
  public @Nullable PemSettings pem() {
    return pem;
  }

  /** Null where the identity is in PEM files. */
  public @Nullable KeyStoreSettings keyStore() {
    return keyStore;
  }
}
