package io.mtlsagent.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A mistake in the configuration, or in a file that it names, with the way to mend it. */
public final class ConfigurationException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String file;
  private final @Nullable String key;
  private final String problem;
  private final String mend;

  /**
   * @param file the file that holds the mistake: the configuration, or a file named in it
   * @param key the configuration key that is wrong, or led to the file; null where none did
   * @param problem what is wrong, as part of a sentence and without a full stop; never a secret
   * @param mend what to do, in the imperative
   */
  public ConfigurationException(String file, @Nullable String key, String problem, String mend) {
    super(message(file, key, problem, mend));
    this.file = Objects.requireNonNull(file, "file");
    this.key = key;
    this.problem = Objects.requireNonNull(problem, "problem");
    this.mend = Objects.requireNonNull(mend, "mend");
  }

  private static String message(String file, @Nullable String key, String problem, String mend) {
    return file + (key == null ? "" : ": " + key) + ": " + problem + ". " + mend + ".";
  }

  public String file() {
    return file;
  }

  public @Nullable String key() {
    return key;
  }

  public String problem() {
    return problem;
  }

  public String mend() {
    return mend;
  }
}
