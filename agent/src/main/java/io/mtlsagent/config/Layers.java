package io.mtlsagent.config;

import java.io.File;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Lays the sources over each other. From the one that wins: system properties, environment, the
 * file's entries of the active profile, its other entries.
 */
final class Layers {

  private final File file;
  private final List<PropertiesFile.Entry> entries;
  private final Map<String, RawValue> overriding;
  private final Placeholders placeholders;

  Layers(
      File file,
      List<PropertiesFile.Entry> entries,
      Overrides overrides,
      Placeholders placeholders) {
    this.file = file;
    this.entries = entries;
    this.overriding = overriding(overrides);
    this.placeholders = placeholders;
  }

  /** The values that count, after the profile was found among them. */
  Values values() throws ConfigurationException {
    return over(profile());
  }

  /** The profile in force; null where there is none. */
  @Nullable String profile() throws ConfigurationException {
    return over(null).find(Keys.PROFILE);
  }

  /** The profiles that the file has entries for. */
  Set<String> profilesInFile() {
    Set<String> profiles = new LinkedHashSet<>();
    for (PropertiesFile.Entry entry : entries) {
      @Nullable String profile = ProfiledName.of(entry.name()).profile();
      if (profile != null) {
        profiles.add(profile);
      }
    }
    return profiles;
  }

  private Values over(@Nullable String profile) {
    Map<String, RawValue> raw = new HashMap<>();
    putEntries(null, raw);
    if (profile != null) {
      putEntries(profile, raw);
    }
    raw.putAll(overriding);
    return new Values(file, Collections.unmodifiableMap(raw), placeholders);
  }

  private void putEntries(@Nullable String profile, Map<String, RawValue> raw) {
    for (PropertiesFile.Entry entry : entries) {
      ProfiledName name = ProfiledName.of(entry.name());
      boolean counts = profile == null ? name.profile() == null : profile.equals(name.profile());
      if (counts) {
        raw.put(name.key(), RawValue.inLine(entry.line(), entry.value()));
      }
    }
  }

  private static Map<String, RawValue> overriding(Overrides overrides) {
    Map<String, RawValue> raw = new HashMap<>();
    // mostly there is none, and the names of all keys as variables take long to make at start
    if (!overrides.environmentNames(KnownNames.ENVIRONMENT_PREFIX).isEmpty()) {
      for (Key<?> key : Keys.all()) {
        String variable = key.environmentName();
        @Nullable String value = overrides.environment(variable);
        if (value != null) {
          raw.put(key.name(), RawValue.inEnvironment(variable, value));
        }
      }
    }
    for (String property : overrides.systemPropertyNames(KnownNames.PROPERTY_PREFIX)) {
      @Nullable String value = overrides.systemProperty(property);
      if (value != null) {
        String name = property.substring(KnownNames.PROPERTY_PREFIX.length());
        raw.put(name, RawValue.inSystemProperty(property, value));
      }
    }
    return raw;
  }
}
