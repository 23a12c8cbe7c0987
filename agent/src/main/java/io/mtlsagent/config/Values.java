package io.mtlsagent.config;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The value that counts for each key, after overrides and profile, read on demand. */
final class Values {

  private final File file;
  private final Map<String, RawValue> raw;
  private final Placeholders placeholders;
  private final String prefix;

  Values(File file, Map<String, RawValue> raw, Placeholders placeholders) {
    this(file, raw, placeholders, "");
  }

  private Values(File file, Map<String, RawValue> raw, Placeholders placeholders, String prefix) {
    this.file = file;
    this.raw = raw;
    this.placeholders = placeholders;
    this.prefix = prefix;
  }

  /** The same values as an endpoint sees them: its own first, then those of the top level. */
  Values ofEndpoint(String name) {
    return new Values(file, raw, placeholders, EndpointKeys.PREFIX + name + ".");
  }

  /** What the names of keys begin with: empty at the top level. */
  String prefix() {
    return prefix;
  }

  /** The endpoints that something is set for, in the order of their names. */
  Set<String> endpointNames() {
    Set<String> names = new TreeSet<>();
    for (String written : raw.keySet()) {
      @Nullable EndpointName name = EndpointName.of(written);
      if (name != null) {
        names.add(name.endpoint());
      }
    }
    return names;
  }

  /**
   * What the names of some keys that belong together begin with where they are set: those of the
   * top level do not count beside any that the endpoint sets itself.
   */
  String prefixOf(List<Key<?>> group) {
    for (Key<?> key : group) {
      if (raw.containsKey(prefix + key.name())) {
        return prefix;
      }
    }
    return "";
  }

  /**
   * The value of a key, or its default; null where it has neither. An empty value counts as none,
   * but for a secret and a list of peers.
   */
  <T> @Nullable T find(Key<T> key) throws ConfigurationException {
    @Nullable RawValue written = raw.get(place(key).key());
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

  /** Where the key is set; where it is set nowhere, its name at the top level. */
  Place place(Key<?> key) {
    @Nullable List<Key<?>> group = MaterialKeys.groupOf(key);
    boolean own = group != null ? !prefixOf(group).isEmpty() : raw.containsKey(prefix + key.name());
    return new Place(file, own ? prefix + key.name() : key.name());
  }

  /**
   * What some keys are set to, after placeholders, to tell whether anything has changed. Not for
   * secrets.
   */
  List<String> texts(List<Key<?>> keys) throws ConfigurationException {
    List<String> texts = new ArrayList<>(keys.size());
    for (Key<?> key : keys) {
      @Nullable RawValue written = raw.get(place(key).key());
      texts.add(written == null ? "" : expanded(key, written));
    }
    return texts;
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
