package io.mtlsagent.config;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** Where a value stands: which configuration file, which key. Resolves relative paths. */
final class Place {

  private final File configuration;
  private final String key;

  Place(File configuration, String key) {
    this.configuration = configuration;
    this.key = key;
  }

  String file() {
    return configuration.getPath();
  }

  String key() {
    return key;
  }

  /** A path of the configuration; a relative one starts at the configuration file's directory. */
  File resolve(String path) {
    File file = new File(path);
    if (file.isAbsolute()) {
      return file;
    }
    @Nullable File directory = configuration.getAbsoluteFile().getParentFile();
    return directory == null ? file.getAbsoluteFile() : new File(directory, path);
  }

  ConfigurationException error(String problem, String mend) {
    return new ConfigurationException(file(), key, problem, mend);
  }
}
