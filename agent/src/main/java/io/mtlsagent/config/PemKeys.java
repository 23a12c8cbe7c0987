package io.mtlsagent.config;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** Reads the keys of an identity in PEM files, which must be there together. */
final class PemKeys {

  private PemKeys() {}

  /** Null where none of the keys is set. */
  static @Nullable PemSettings read(Values values) throws ConfigurationException {
    @Nullable File certificate = values.find(MaterialKeys.IDENTITY_CERTIFICATE);
    @Nullable File key = values.find(MaterialKeys.IDENTITY_KEY);
    @Nullable Secret password = values.find(MaterialKeys.IDENTITY_KEY_PASSWORD);
    if (certificate != null && key != null) {
      return new PemSettings(certificate, key, password);
    }
    if (certificate == null && key == null && password == null) {
      return null;
    }
    Key<?> missing =
        certificate == null ? MaterialKeys.IDENTITY_CERTIFICATE : MaterialKeys.IDENTITY_KEY;
    Key<?> present =
        certificate != null
            ? MaterialKeys.IDENTITY_CERTIFICATE
            : key != null ? MaterialKeys.IDENTITY_KEY : MaterialKeys.IDENTITY_KEY_PASSWORD;
    throw values.error(
        missing,
        "is missing, though " + present.name() + " is set",
        "Name the PEM file in " + missing.name() + "; chain and key may be in one file");
  }
}
