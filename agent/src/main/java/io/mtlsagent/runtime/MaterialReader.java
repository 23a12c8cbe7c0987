package io.mtlsagent.runtime;

import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.ConfigurationException;
import io.mtlsagent.config.IdentitySettings;
import io.mtlsagent.config.KeyStoreSettings;
import io.mtlsagent.config.PathPattern;
import io.mtlsagent.config.PemSettings;
import io.mtlsagent.config.RevocationSettings;
import io.mtlsagent.config.Secret;
import io.mtlsagent.config.TrustSettings;
import io.mtlsagent.identity.AnchorFiles;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.identity.IdentitySource;
import io.mtlsagent.revocation.CrlStore;
import io.mtlsagent.revocation.RevocationCheck;
import java.io.File;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files that a configuration names, and checks them. */
public final class MaterialReader {

  private static final String IDENTITY = "identity";
  private static final String TRUST = "trust";

  private final Clock clock;

  public MaterialReader(Clock clock) {
    this.clock = clock;
  }

  /**
   * Reads everything.
   *
   * @return null if the configuration names neither an identity nor anchors, as it may in mode off
   * @throws ConfigurationException for the first file that cannot be used
   */
  @Nullable Material read(Configuration configuration) throws ConfigurationException {
    IdentitySettings identitySettings = configuration.identity();
    TrustSettings trustSettings = configuration.trust();
    Identity identity = identitySettings == null ? null : identity(identitySettings);
    List<X509Certificate> anchors = trustSettings == null ? null : anchors(trustSettings);
    RevocationSettings settings = configuration.revocation();
    CrlStore crls = CrlStore.open(crlFiles(configuration), clock, settings.grace());
    RemoteRevocation remote = RemoteRevocation.of(configuration, crls, clock);
    if (identity == null || anchors == null) {
      return null;
    }
    RevocationCheck revocation =
        RevocationCheck.of(settings.policy(), remote.sources())
            .waitingUpTo(settings.timeout())
            .sparingLifetimesUpTo(settings.shortLived());
    return new Material(identity, anchors, crls, remote, revocation, configuration.peers(), clock);
  }

  /** The files that {@code revocation.crl} stands for now. */
  static List<File> crlFiles(Configuration configuration) throws ConfigurationException {
    return files(configuration.revocation().lists());
  }

  private static Identity identity(IdentitySettings settings) throws ConfigurationException {
    PemSettings pem = settings.pem();
    KeyStoreSettings store = settings.keyStore();
    if (pem != null) {
      return read(IdentitySource.pem(pem.certificate(), pem.key(), IDENTITY), pem.keyPassword());
    }
    if (store == null) {
      throw new IllegalStateException("an identity without files");
    }
    return read(
        IdentitySource.keyStore(store.file(), store.type(), store.alias(), IDENTITY),
        store.password());
  }

  private static Identity read(IdentitySource source, @Nullable Secret secret)
      throws ConfigurationException {
    char[] password = characters(secret);
    try {
      return source.read(password);
    } finally {
      wipe(password);
    }
  }

  private static List<X509Certificate> anchors(TrustSettings settings)
      throws ConfigurationException {
    KeyStoreSettings store = settings.keyStore();
    if (store == null) {
      return AnchorFiles.read(files(settings.certificates()), TRUST + ".certificates", null)
          .certificates();
    }
    char[] password = characters(store.password());
    try {
      return AnchorFiles.readKeyStore(
              store.file(), store.type(), password, TRUST + ".keystore", null)
          .certificates();
    } finally {
      wipe(password);
    }
  }

  private static List<File> files(List<PathPattern> patterns) throws ConfigurationException {
    List<File> files = new ArrayList<>();
    for (PathPattern pattern : patterns) {
      files.addAll(pattern.files());
    }
    return files;
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
