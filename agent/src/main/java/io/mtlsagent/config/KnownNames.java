package io.mtlsagent.config;

import java.io.File;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Refuses names that no key has, and names given twice. */
final class KnownNames {

  static final String ENVIRONMENT_PREFIX = "MTLS_AGENT_";
  static final String PROPERTY_PREFIX = "mtls.agent.";

  private final File file;
  private final List<String> warnings;

  KnownNames(File file, List<String> warnings) {
    this.file = file;
    this.warnings = warnings;
  }

  /** Entries of the file, those of inactive profiles too. */
  void checkEntries(List<PropertiesFile.Entry> entries) throws ConfigurationException {
    Map<String, Integer> lines = new HashMap<>();
    for (PropertiesFile.Entry entry : entries) {
      String place = " (line " + entry.line() + ")";
      ProfiledName name = ProfiledName.of(entry.name());
      check(name.key(), entry.name(), place);
      if (name.profile() != null && name.key().equals(Keys.PROFILE.name())) {
        throw error(
            entry.name(), "a profile cannot choose the profile" + place, "Remove the entry");
      }
      @Nullable Integer earlier = lines.put(entry.name(), entry.line());
      if (earlier != null) {
        throw error(
            entry.name(),
            "is set twice, in line " + earlier + " and in line " + entry.line(),
            "Remove one of the two");
      }
    }
  }

  void checkSystemProperties(Overrides overrides) throws ConfigurationException {
    for (String property : overrides.systemPropertyNames(PROPERTY_PREFIX)) {
      String name = property.substring(PROPERTY_PREFIX.length());
      check(name, name, " (system property " + Quoted.plain(property) + ")");
    }
  }

  /** Unknown names only make a warning: Kubernetes sets some of its own for each service. */
  void checkEnvironment(Overrides overrides) throws ConfigurationException {
    for (String variable : overrides.environmentNames(ENVIRONMENT_PREFIX)) {
      @Nullable Key<?> key = ofVariable(variable);
      if (key == null) {
        warnings.add(
            "The environment variable " + Quoted.plain(variable) + " is no key and is ignored");
      }
    }
  }

  /** The endpoints' keys have names of the user's choice, which no variable can spell. */
  private static @Nullable Key<?> ofVariable(String variable) {
    for (Key<?> key : Keys.all()) {
      boolean named =
          key.isFamily()
              ? key != Keys.ENDPOINT && variable.startsWith(key.environmentName())
              : variable.equals(key.environmentName());
      if (named) {
        return key;
      }
    }
    return null;
  }

  private void check(String name, String written, String place) throws ConfigurationException {
    @Nullable EndpointName ofEndpoint = EndpointName.of(name);
    if (ofEndpoint != null) {
      checkEndpoint(ofEndpoint, written, place);
      return;
    }
    for (Key<?> key : Keys.all()) {
      if (key.isNamed(name)) {
        return;
      }
    }
    throw unknown("", name, Keys.all(), written, place);
  }

  private void checkEndpoint(EndpointName name, String written, String place)
      throws ConfigurationException {
    if (!name.isWellFormed()) {
      throw error(
          written,
          "has no name of an endpoint that can be used" + place,
          "Write endpoint.NAME.key=..., NAME of letters, digits, - and _, and not "
              + EndpointSettings.TOP_LEVEL);
    }
    for (Key<?> key : EndpointKeys.all()) {
      if (key.name().equals(name.key())) {
        return;
      }
    }
    String prefix = EndpointKeys.PREFIX + name.endpoint() + ".";
    throw unknown(prefix, name.key(), EndpointKeys.all(), written, place);
  }

  private ConfigurationException unknown(
      String prefix, String name, List<Key<?>> known, String written, String place) {
    List<String> names = new ArrayList<>();
    for (Key<?> key : known) {
      if (!key.isFamily()) {
        names.add(key.name());
      }
    }
    @Nullable String nearest = NearestName.of(name, names);
    return error(
        written,
        "is not a known key" + place,
        nearest == null
            ? "Remove it; docs/configuration.md lists all keys"
            : "Did you mean " + prefix + nearest + "? Correct it, or remove it");
  }

  private ConfigurationException error(String written, String problem, String mend) {
    return new ConfigurationException(file.getPath(), Quoted.plain(written), problem, mend);
  }
}
