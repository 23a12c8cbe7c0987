package io.mtlsagent.config;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** A key store or trust store, and how to open it. */
public final class KeyStoreSettings {

  private final @Nullable File file;
  private final @Nullable Secret password;
  private final @Nullable String type;
  private final @Nullable String alias;

  KeyStoreSettings(
      @Nullable File file,
      @Nullable Secret password,
      @Nullable String type,
      @Nullable String alias) {
    this.file = file;
    this.password = password;
    this.type = type;
    this.alias = alias;
  }

  /** An absolute path; null for a type that lies in no file, such as PKCS11. */
  public @Nullable File file() {
    return file;
  }

  /** Null where none was given. */
  public @Nullable Secret password() {
    return password;
  }

  /** The type as the key store's provider calls it; null where the content is to tell. */
  public @Nullable String type() {
    return type;
  }

  /** The entry to use; null where there must be only one. Always null for a trust store. */
  public @Nullable String alias() {
    return alias;
  }
}
