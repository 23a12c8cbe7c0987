package io.mtlsagent.config;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where the trust anchors are: in PEM files or in a trust store, never in both. */
public final class TrustSettings {

  private static final KeyStoreKeys TRUST_STORE =
      new KeyStoreKeys(
          MaterialKeys.TRUST_KEYSTORE,
          MaterialKeys.TRUST_KEYSTORE_PASSWORD,
          MaterialKeys.TRUST_KEYSTORE_TYPE,
          null);

  private final String keyPrefix;
  private final List<PathPattern> certificates;
  private final @Nullable KeyStoreSettings keyStore;

  private TrustSettings(
      String keyPrefix, List<PathPattern> certificates, @Nullable KeyStoreSettings keyStore) {
    this.keyPrefix = keyPrefix;
    this.certificates = certificates;
    this.keyStore = keyStore;
  }

  /** Null where no trust is configured. */
  static @Nullable TrustSettings from(Values values) throws ConfigurationException {
    @Nullable List<PathPattern> certificates = values.find(MaterialKeys.TRUST_CERTIFICATES);
    @Nullable KeyStoreSettings keyStore = TRUST_STORE.read(values);
    if (certificates != null && keyStore != null) {
      throw values.error(
          MaterialKeys.TRUST_KEYSTORE,
          "is set beside " + MaterialKeys.TRUST_CERTIFICATES.name(),
          "Keep one of the two, and remove the other");
    }
    if (certificates == null && keyStore == null) {
      return null;
    }
    return new TrustSettings(
        values.prefixOf(MaterialKeys.TRUST_GROUP) + "trust",
        certificates == null ? Collections.<PathPattern>emptyList() : certificates,
        keyStore);
  }

  /** What stands before {@code .certificates} in the configuration. */
  public String keyPrefix() {
    return keyPrefix;
  }

  /** Files of anchors; empty where they are in a trust store. */
  public List<PathPattern> certificates() {
    return certificates;
  }

  /** Null where the anchors are in PEM files. */
  public @Nullable KeyStoreSettings keyStore() {
    return keyStore;
  }
}
