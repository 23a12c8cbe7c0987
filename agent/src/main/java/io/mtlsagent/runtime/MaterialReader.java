package io.mtlsagent.runtime;

import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.EndpointSettings;
import io.mtlsagent.config.IdentitySettings;
import io.mtlsagent.config.KeyStoreSettings;
import io.mtlsagent.config.PathPattern;
import io.mtlsagent.config.PemSettings;
import io.mtlsagent.config.Secret;
import io.mtlsagent.config.TrustSettings;
import io.mtlsagent.identity.AnchorFiles;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.identity.IdentitySource;
import java.io.File;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files of keys, certificates and anchors that an endpoint names, and checks them. */
final class MaterialReader {

  private final Clock clock;

  MaterialReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads everything.
   *
   * @param last what was read before for the same endpoint; returned itself where the settings are
   *     the same object and the files hold the same; null at first
   * @return null if the endpoint names neither an identity nor anchors, as it may in mode off
   * @throws ConfigurationException for the first file that cannot be used
   */
  @Nullable Material read(
      EndpointSettings settings, RevocationData revocation, @Nullable Material last)
      throws ConfigurationException {
    boolean same = last != null && last.settings() == settings && last.revocation() == revocation;
    Material known = same ? last : null;
    IdentitySettings own = settings.identity();
    TrustSettings trusted = settings.trust();
    Identity identity = own == null ? null : identity(own, known == null ? null : known.identity());
    AnchorFiles anchors =
        trusted == null ? null : anchors(trusted, known == null ? null : known.anchorFiles());
    if (identity == null || anchors == null) {
      return null;
    }
    if (known != null && known.identity() == identity && known.anchorFiles() == anchors) {
      return known;
    }
    Verification verification =
        known != null && known.anchorFiles() == anchors
            ? known.verification()
            : new Verification(settings, anchors, revocation, clock);
    return new Material(settings, identity, anchors, revocation, verification);
  }

  private static Identity identity(IdentitySettings settings, @Nullable Identity last)
      throws ConfigurationException {
    PemSettings pem = settings.pem();
    KeyStoreSettings store = settings.keyStore();
    String prefix = settings.keyPrefix();
    if (pem != null) {
      return read(
          IdentitySource.pem(pem.certificate(), pem.key(), prefix), pem.keyPassword(), last);
    }
    if (store == null) {
      throw new IllegalStateException("an identity without files");
    }
    return read(
        IdentitySource.keyStore(store.file(), store.type(), store.alias(), prefix),
        store.password(),
        last);
  }

  private static Identity read(
      IdentitySource source, @Nullable Secret secret, @Nullable Identity last)
      throws ConfigurationException {
    char[] password = characters(secret);
    try {
      return last == null ? source.read(password) : source.readIfChanged(password, last);
    } finally {
      wipe(password);
    }
  }

  private static AnchorFiles anchors(TrustSettings settings, @Nullable AnchorFiles last)
      throws ConfigurationException {
    KeyStoreSettings store = settings.keyStore();
    String prefix = settings.keyPrefix();
    if (store == null) {
      List<File> files = new ArrayList<>();
      for (PathPattern pattern : settings.certificates()) {
        files.addAll(pattern.files());
      }
      return AnchorFiles.read(files, prefix + ".certificates", last);
    }
    char[] password = characters(store.password());
    try {
      return AnchorFiles.readKeyStore(
          store.file(), store.type(), password, prefix + ".keystore", last);
    } finally {
      wipe(password);
    }
  }

  private static char @Nullable [] characters(@Nullable Secret secret) {
    return secret == null ? null : secret.characters();
  }

  private static void wipe(char @Nullable [] password) {
    if (password != null) {
      Arrays.fill(password, '\0');
    }
  }
}
