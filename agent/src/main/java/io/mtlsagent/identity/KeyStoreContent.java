package io.mtlsagent.identity;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a key store holds, whatever its type: entries with a key, and trusted certificates. */
final class KeyStoreContent {

  /** Hands out a key when it is asked for, so that keys of no interest stay encrypted. */
  interface LockedKey {
    OwnKey unlock() throws UnusableKeyException, WrongPasswordException;
  }

  /** A key, and the certificates that may belong to it. */
  static final class KeyEntry {
    private final String alias;
    private final LockedKey key;
    private final List<X509Certificate> certificates;

    KeyEntry(String alias, LockedKey key, List<X509Certificate> certificates) {
      this.alias = alias;
      this.key = key;
      this.certificates = certificates;
    }

    String alias() {
      return alias;
    }

    LockedKey key() {
      return key;
    }

    /** In no order, with others perhaps. */
    List<X509Certificate> certificates() {
      return certificates;
    }
  }

  private final List<KeyEntry> keys = new ArrayList<>();
  private final List<X509Certificate> trusted = new ArrayList<>();

  void add(KeyEntry entry) {
    keys.add(entry);
  }

  void addTrusted(X509Certificate certificate) {
    trusted.add(certificate);
  }

  List<KeyEntry> keys() {
    return keys;
  }

  /** Certificates that stand alone. */
  List<X509Certificate> trusted() {
    return trusted;
  }

  /** The entry of this alias, in upper or lower case; null where there is none. */
  @Nullable KeyEntry key(String alias) {
    for (KeyEntry entry : keys) {
      if (entry.alias().equalsIgnoreCase(alias)) {
        return entry;
      }
    }
    return null;
  }

  /** The aliases of the entries with a key, for errors. */
  String aliases() {
    StringBuilder aliases = new StringBuilder();
    for (KeyEntry entry : keys) {
      aliases.append(aliases.length() == 0 ? "" : ", ").append(entry.alias());
    }
    return aliases.toString();
  }
}
