package io.mtlsagent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** What the configuration file is overridden with: environment variables and system properties. */
public final class Overrides {

  private final Map<String, String> environment;
  private final Map<String, String> systemProperties;
  private final @Nullable String modeAtStart;

  private Overrides(Map<String, String> environment, Map<String, String> systemProperties) {
    this(
        environment,
        systemProperties,
        systemProperties.get(KnownNames.PROPERTY_PREFIX + Keys.MODE.name()));
  }

  private Overrides(
      Map<String, String> environment,
      Map<String, String> systemProperties,
      @Nullable String modeAtStart) {
    this.environment = environment;
    this.systemProperties = systemProperties;
    this.modeAtStart = modeAtStart;
  }

  /** The environment and the system properties of this JVM, as they are now. */
  public static Overrides ofThisProcess() {
    Map<String, String> properties = new HashMap<>();
    Properties system = System.getProperties();
    for (String name : system.stringPropertyNames()) {
      @Nullable String value = system.getProperty(name);
      if (value != null) {
        properties.put(name, value);
      }
    }
    return new Overrides(System.getenv(), properties);
  }

  public static Overrides of(
      Map<String, String> environment, Map<String, String> systemProperties) {
    return new Overrides(new HashMap<>(environment), new HashMap<>(systemProperties));
  }

  public static Overrides none() {
    return new Overrides(
        Collections.<String, String>emptyMap(), Collections.<String, String>emptyMap());
  }

  /**
   * The same, with the mode as a system property sets it.
   *
   * @param mode null for what was set at start
   */
  public Overrides withMode(@Nullable String mode) {
    String name = KnownNames.PROPERTY_PREFIX + Keys.MODE.name();
    Map<String, String> properties = new HashMap<>(systemProperties);
    String chosen = mode == null ? modeAtStart : mode;
    if (chosen == null) {
      properties.remove(name);
    } else {
      properties.put(name, chosen);
    }
    return new Overrides(environment, properties, modeAtStart);
  }

  @Nullable String environment(String name) {
    return environment.get(name);
  }

  @Nullable String systemProperty(String name) {
    return systemProperties.get(name);
  }

  /** The names of environment variables that begin alike, sorted. */
  List<String> environmentNames(String prefix) {
    return beginning(prefix, environment);
  }

  /** The names of system properties that begin alike, sorted. */
  List<String> systemPropertyNames(String prefix) {
    return beginning(prefix, systemProperties);
  }

  private static List<String> beginning(String prefix, Map<String, String> map) {
    List<String> names = new ArrayList<>();
    for (String name : map.keySet()) {
      if (name.startsWith(prefix)) {
        names.add(name);
      }
    }
    if (names.size() > 1) {
      Collections.sort(names);
    }
    return names;
  }
}
