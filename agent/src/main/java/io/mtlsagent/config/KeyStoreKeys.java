package io.mtlsagent.config;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** The keys that describe one key store: those of {@code identity.} or those of {@code trust.}. */
final class KeyStoreKeys {

  /** JSSE's own word, in {@code javax.net.ssl.keyStore}, for a store that lies in no file. */
  private static final String NO_FILE = "NONE";

  private final Key<String> file;
  private final Key<Secret> password;
  private final Key<String> type;
  private final @Nullable Key<String> alias;

  KeyStoreKeys(
      Key<String> file, Key<Secret> password, Key<String> type, @Nullable Key<String> alias) {
    this.file = file;
    this.password = password;
    this.type = type;
    this.alias = alias;
  }

  /** The store; null where none of its keys is set. */
  @Nullable KeyStoreSettings read(Values values) throws ConfigurationException {
    @Nullable String path = values.find(file);
    @Nullable Secret secret = values.find(password);
    @Nullable String kind = values.find(type);
    @Nullable String entry = alias == null ? null : values.find(alias);
    if (path == null) {
      requireUnset(values, password, secret);
      requireUnset(values, type, kind);
      if (alias != null) {
        requireUnset(values, alias, entry);
      }
      return null;
    }
    if (!path.equals(NO_FILE)) {
      File resolved = values.place(file).resolve(path);
      return new KeyStoreSettings(resolved, secret, kind, entry);
    }
    if (kind == null) {
      throw values.error(
          file,
          "NONE stands for a key store without a file",
          "Set " + type.name() + " to its type");
    }
    return new KeyStoreSettings(null, secret, kind, entry);
  }

  private void requireUnset(Values values, Key<?> key, @Nullable Object value)
      throws ConfigurationException {
    if (value != null) {
      throw values.error(
          key,
          "is set, but " + file.name() + " is not",
          "Set " + file.name() + ", or remove the key");
    }
  }
}
