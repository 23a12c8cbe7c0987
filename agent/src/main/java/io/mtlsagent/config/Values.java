package io.mtlsagent.config;

import java.io.File;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The value that counts for each key, after overrides and profile, read on demand. */
final class Values {

  private final File file;
  private final Map<String, RawValue> raw;
  private final Placeholders placeholders;

  Values(File file, Map<String, RawValue> raw, Placeholders placeholders) {
    this.file = file;
    this.raw = raw;
    this.placeholders = placeholders;
  }

  /**
   * The value of a key, or its default; null where it has neither. An empty value counts as none,
   * but for a secret and a list of peers.
   */
  <T> @Nullable T find(Key<T> key) throws ConfigurationException {
    @Nullable RawValue written = raw.get(key.name());
    @Nullable String text = written == null ? null : expanded(key, written);
    if (text == null || (text.isEmpty() && !key.mayBeEmpty())) {
      text = key.defaultText();
    }
    if (text == null) {
      return null;
    }
    Place place = place(key);
    try {
      return key.parser().parse(text, place);
    } catch (InvalidValueException e) {
      throw error(written, place, e);
    }
  }

  /** The value of a key that has a default. */
  <T> T get(Key<T> key) throws ConfigurationException {
    return Objects.requireNonNull(find(key), key.name());
  }

  /** A mistake in the value of a key that is well-formed. */
  ConfigurationException error(Key<?> key, String problem, String mend) {
    return place(key).error(problem, mend);
  }

  Place place(Key<?> key) {
    return new Place(file, key.name());
  }

  private String expanded(Key<?> key, RawValue written) throws ConfigurationException {
    Place place = place(key);
    try {
      String text = placeholders.expand(written.text(), place);
      return key.isSecret() ? text : text.trim();
    } catch (InvalidValueException e) {
      throw error(written, place, e);
    }
  }

  /** Shows what was written, never what a placeholder stands for: that may be a secret. */
  private static ConfigurationException error(
      @Nullable RawValue written, Place place, InvalidValueException e) {
    String problem = e.problem();
    @Nullable String part = e.part();
    if (part != null && written != null && Placeholders.areIn(written.text())) {
      problem = "the value of " + Quoted.of(written.text()) + ", or a part of it, " + problem;
    } else if (part != null) {
      problem = Quoted.of(part) + " " + problem;
    }
    return place.error(
        written == null ? problem : problem + " (" + written.origin() + ")", e.mend());
  }
}
