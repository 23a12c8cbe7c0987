package io.mtlsagent.config;

import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.Role;
import java.io.File;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All settings of the agent, read and checked, as of one moment. */
public final class Configuration {

  private final File file;
  private final Set<File> sources;
  private final List<String> warnings;
  private final Mode mode;
  private final @Nullable String profile;
  private final @Nullable String serviceName;
  private final @Nullable String serviceEnvironment;
  private final @Nullable IdentitySettings identity;
  private final @Nullable TrustSettings trust;
  private final PeerSettings peers;
  private final RevocationSettings revocation;
  private final PortScope serverScope;
  private final HostScope clientScope;
  private final HostNameCheck hostNameCheck;
  private final AccessSettings clientAccess;
  private final AccessSettings serverAccess;
  private final UserSettings user;
  private final TlsSettings tls;
  private final AuditSettings audit;
  private final List<String> skipMainClasses;
  private final Duration reloadInterval;
  private final OnConfigError onConfigError;

  private Configuration(File file, Layers layers, Placeholders placeholders, List<String> warnings)
      throws ConfigurationException {
    Values values = layers.values();
    this.file = file;
    this.mode = values.get(Keys.MODE);
    this.profile = layers.profile();
    this.serviceName = values.find(Keys.SERVICE_NAME);
    this.serviceEnvironment = values.find(Keys.SERVICE_ENVIRONMENT);
    this.identity = IdentitySettings.from(values);
    this.trust = TrustSettings.from(values);
    this.peers = PeerSettings.from(values);
    this.revocation = RevocationSettings.from(values);
    this.serverScope = PortScope.from(values);
    this.clientScope = HostScope.from(values);
    this.hostNameCheck =
        values.get(Keys.CLIENT_VERIFY_HOSTNAME)
            ? HostNameCheck.ALWAYS
            : HostNameCheck.AS_THE_APPLICATION;
    this.clientAccess = AccessSettings.from(values, Keys.PEERS_ALLOW, Keys.PEERS_DENY);
    this.serverAccess = AccessSettings.from(values, Keys.SERVERS_ALLOW, Keys.SERVERS_DENY);
    this.user = UserSettings.from(values);
    this.tls = TlsSettings.from(values);
    this.audit = AuditSettings.from(values);
    @Nullable List<String> skipped = values.find(Keys.SKIP_MAIN_CLASSES);
    this.skipMainClasses = skipped == null ? Collections.<String>emptyList() : skipped;
    this.reloadInterval = values.get(Keys.RELOAD_INTERVAL);
    this.onConfigError = values.get(Keys.ON_CONFIG_ERROR);
    this.sources = sources(file, placeholders);
    this.warnings = Collections.unmodifiableList(warnings);
    requireMaterial(mode);
  }

  /**
   * Reads a configuration file and lays the overrides over it.
   *
   * @throws ConfigurationException for the first mistake found
   */
  public static Configuration load(File file, Overrides overrides) throws ConfigurationException {
    List<PropertiesFile.Entry> entries = PropertiesFile.read(file, PropertiesFile.BadLines.REFUSE);
    List<String> warnings = new ArrayList<>();
    KnownNames names = new KnownNames(file, warnings);
    names.checkEntries(entries);
    names.checkSystemProperties(overrides);
    names.checkEnvironment(overrides);
    Placeholders placeholders = new Placeholders(overrides);
    Layers layers = new Layers(file, entries, overrides, placeholders);
    warnOfMisspeltProfile(layers, warnings);
    return new Configuration(file, layers, placeholders, warnings);
  }

  /**
   * What a mistake in the configuration shall lead to, read as well as can be from a configuration
   * that has one; {@link OnConfigError#EXIT} where that cannot be told.
   */
  public static OnConfigError onConfigError(File file, Overrides overrides) {
    try {
      return OnConfigErrorLookup.find(file, overrides);
    } catch (ConfigurationException e) {
      return OnConfigError.EXIT;
    }
  }

  /** A misspelt profile would silently leave, say, {@code %prod.mode=enforce} out. */
  private static void warnOfMisspeltProfile(Layers layers, List<String> warnings)
      throws ConfigurationException {
    @Nullable String profile = layers.profile();
    Set<String> profiles = layers.profilesInFile();
    if (profile == null || profiles.contains(profile)) {
      return;
    }
    @Nullable String nearest = NearestName.of(profile, profiles);
    if (nearest != null) {
      warnings.add(
          "The profile "
              + Quoted.of(profile)
              + " has no entries in the file; did you mean "
              + Quoted.of(nearest)
              + "?");
    }
  }

  private static Set<File> sources(File file, Placeholders placeholders) {
    Set<File> sources = new LinkedHashSet<>();
    sources.add(file);
    sources.addAll(placeholders.filesRead());
    return Collections.unmodifiableSet(sources);
  }

  /**
   * Checks that there is an identity and trust, as every mode but {@code off} demands. To be called
   * before the mode changes at run time.
   */
  public void requireMaterial(Mode wanted) throws ConfigurationException {
    if (!wanted.isActive()) {
      return;
    }
    if (identity == null) {
      throw missing(
          MaterialKeys.IDENTITY_CERTIFICATE,
          "an identity is required in mode " + wanted.wireName(),
          "Set identity.certificate and identity.key, or identity.keystore");
    }
    if (trust == null) {
      throw missing(
          MaterialKeys.TRUST_CERTIFICATES,
          "trust anchors are required in mode " + wanted.wireName(),
          "Set trust.certificates or trust.keystore; the JVM's cacerts are never used by default");
    }
  }

  private ConfigurationException missing(Key<?> key, String problem, String mend) {
    return new ConfigurationException(file.getPath(), key.name(), problem, mend);
  }

  /** The configuration file, as it was named. */
  public File file() {
    return file;
  }

  /**
   * The configuration file and the files of its placeholders: a change in one asks for a reload.
   */
  public Set<File> sources() {
    return sources;
  }

  /** Sentences without a full stop on what is odd, but no mistake. */
  public List<String> warnings() {
    return warnings;
  }

  public Mode mode() {
    return mode;
  }

  public @Nullable String profile() {
    return profile;
  }

  public @Nullable String serviceName() {
    return serviceName;
  }

  public @Nullable String serviceEnvironment() {
    return serviceEnvironment;
  }

  /** Null only in mode {@code off}. */
  public @Nullable IdentitySettings identity() {
    return identity;
  }

  /** Null only in mode {@code off}. */
  public @Nullable TrustSettings trust() {
    return trust;
  }

  public PeerSettings peers() {
    return peers;
  }

  public RevocationSettings revocation() {
    return revocation;
  }

  public PortScope serverScope() {
    return serverScope;
  }

  public HostScope clientScope() {
    return clientScope;
  }

  public HostNameCheck verifyHostname() {
    return hostNameCheck;
  }

  /** Which peers of a kind may connect, if their certificates are good. */
  public AccessSettings access(Role peer) {
    return peer == Role.CLIENT ? clientAccess : serverAccess;
  }

  public UserSettings user() {
    return user;
  }

  public TlsSettings tls() {
    return tls;
  }

  public AuditSettings audit() {
    return audit;
  }

  /** Whether the agent does nothing in a JVM with this main class, beyond the JDK's tools. */
  public boolean skipsMainClass(String mainClass) {
    for (String glob : skipMainClasses) {
      if (Glob.matches(glob, mainClass)) {
        return true;
      }
    }
    return false;
  }

  /** How often files are looked at. */
  public Duration reloadInterval() {
    return reloadInterval;
  }

  public OnConfigError onConfigError() {
    return onConfigError;
  }
}
