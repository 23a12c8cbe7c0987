package io.mtlsagent.config;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Reads {@code on-config-error} from a configuration whose other entries may be wrong. */
final class OnConfigErrorLookup {

  private OnConfigErrorLookup() {}

  static OnConfigError find(File file, Overrides overrides) throws ConfigurationException {
    List<PropertiesFile.Entry> relevant = new ArrayList<>();
    for (PropertiesFile.Entry entry : readable(file)) {
      String key = ProfiledName.of(entry.name()).key();
      if (key.equals(Keys.ON_CONFIG_ERROR.name()) || key.equals(Keys.PROFILE.name())) {
        relevant.add(entry);
      }
    }
    // Said twice, nobody can tell which was meant.
    new KnownNames(file, new ArrayList<String>()).checkEntries(relevant);
    return new Layers(file, relevant, overrides, new Placeholders(overrides))
        .values()
        .get(Keys.ON_CONFIG_ERROR);
  }

  /** Nothing where the file cannot be read: an override may still say it. */
  private static List<PropertiesFile.Entry> readable(File file) {
    try {
      return PropertiesFile.read(file, PropertiesFile.BadLines.SKIP);
    } catch (ConfigurationException e) {
      return new ArrayList<>();
    }
  }
}
