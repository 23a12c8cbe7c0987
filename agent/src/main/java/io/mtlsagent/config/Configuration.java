package io.mtlsagent.config;

import io.mtlsagent.policy.Mode;
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
  private final @Nullable String profile;
  private final @Nullable String serviceName;
  private final @Nullable String serviceEnvironment;
  private final EndpointSettings topLevel;
  private final List<EndpointSettings> endpoints;
  private final PortScope serverScope;
  private final HostScope clientScope;
  private final TlsSettings tls;
  private final AuditSettings audit;
  private final List<String> auditTexts;
  private final @Nullable File metricsFile;
  private final List<String> skipMainClasses;
  private final Duration reloadInterval;
  private final OnConfigError onConfigError;

  private Configuration(File file, Layers layers, Placeholders placeholders, List<String> warnings)
      throws ConfigurationException {
    Values values = layers.values();
    this.file = file;
    this.profile = layers.profile();
    this.serviceName = values.find(Keys.SERVICE_NAME);
    this.serviceEnvironment = values.find(Keys.SERVICE_ENVIRONMENT);
    this.topLevel = EndpointSettings.topLevel(values);
    this.endpoints = endpoints(values, topLevel);
    this.serverScope = PortScope.from(values);
    this.clientScope = HostScope.from(values);
    this.tls = TlsSettings.from(values);
    this.audit = AuditSettings.from(values);
    this.auditTexts = values.texts(Keys.ofAudit());
    this.metricsFile = values.find(Keys.METRICS_FILE);
    @Nullable List<String> skipped = values.find(Keys.SKIP_MAIN_CLASSES);
    this.skipMainClasses = skipped == null ? Collections.<String>emptyList() : skipped;
    this.reloadInterval = values.get(Keys.RELOAD_INTERVAL);
    this.onConfigError = values.get(Keys.ON_CONFIG_ERROR);
    this.sources = sources(file, placeholders);
    this.warnings = Collections.unmodifiableList(warnings);
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

  /** The named rules in the order in which they are tried, and then the top level. */
  private static List<EndpointSettings> endpoints(Values values, EndpointSettings topLevel)
      throws ConfigurationException {
    Set<String> names = values.endpointNames();
    if (names.isEmpty()) {
      return Collections.singletonList(topLevel);
    }
    List<EndpointSettings> endpoints = new ArrayList<>();
    for (String name : names) {
      endpoints.add(EndpointSettings.named(name, values));
    }
    // stable: those of one priority stay in the order of their names
    Collections.sort(endpoints, (a, b) -> Integer.compare(b.priority(), a.priority()));
    endpoints.add(topLevel);
    return Collections.unmodifiableList(endpoints);
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

  /** The mode of the top level. */
  public Mode mode() {
    return topLevel.mode();
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

  /** What holds where no named rule does. */
  public EndpointSettings topLevel() {
    return topLevel;
  }

  /** All rules, in the order in which they are tried; the last one is the top level. */
  public List<EndpointSettings> endpoints() {
    return endpoints;
  }

  public PortScope serverScope() {
    return serverScope;
  }

  public HostScope clientScope() {
    return clientScope;
  }

  public TlsSettings tls() {
    return tls;
  }

  /** Whether the audit log of other settings is the same, with the same names in its lines. */
  public boolean hasAuditOf(Configuration other) {
    return auditTexts.equals(other.auditTexts);
  }

  public AuditSettings audit() {
    return audit;
  }

  /** Where the metrics are written for Prometheus; null for nowhere. */
  public @Nullable File metricsFile() {
    return metricsFile;
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
