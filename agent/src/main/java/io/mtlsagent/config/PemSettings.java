package io.mtlsagent.config;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** The PEM files of our identity. */
public final class PemSettings {

  private final File certificate;
  private final File key;
  private final @Nullable Secret keyPassword;

  PemSettings(File certificate, File key, @Nullable Secret keyPassword) {
    this.certificate = certificate;
    this.key = key;
    this.keyPassword = keyPassword;
  }

  /** The file of the chain, an absolute path. */
  public File certificate() {
    return certificate;
  }

  /** The file of the private key, an absolute path; it may be the same file. */
  public File key() {
    return key;
  }

  /** Null where none was given. */
  public @Nullable Secret keyPassword() {
    return keyPassword;
  }
}
