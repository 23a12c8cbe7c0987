package io.mtlsagent.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One key of the configuration, with all that the parser and the reference need to know of it. */
final class Key<T> {

  /** What the name of a family of keys ends with, as in {@code limits.*}. */
  private static final String ANY_NAME = ".*";

  private static final String ENVIRONMENT_PREFIX = "MTLS_AGENT_";

  private final String name;
  private final ValueParser<T> parser;
  private final @Nullable String defaultText;
  private final @Nullable String shownDefault;
  private final String description;

  private Key(
      String name,
      ValueParser<T> parser,
      @Nullable String defaultText,
      @Nullable String shownDefault,
      String description) {
    this.name = Objects.requireNonNull(name, "name");
    this.parser = Objects.requireNonNull(parser, "parser");
    this.defaultText = defaultText;
    this.shownDefault = shownDefault;
    this.description = Objects.requireNonNull(description, "description");
  }

  /** A key that means the given text where it is not set. */
  static <T> Key<T> withDefault(
      String name, ValueParser<T> parser, String defaultText, String description) {
    return new Key<>(name, parser, defaultText, null, description);
  }

  /**
   * A key that has no value where it is not set.
   *
   * @param shownDefault what that means, for the reference
   */
  static <T> Key<T> optional(
      String name, ValueParser<T> parser, String shownDefault, String description) {
    return new Key<>(name, parser, null, shownDefault, description);
  }

  String name() {
    return name;
  }

  ValueParser<T> parser() {
    return parser;
  }

  /** The text that counts where the key is not set; null where there is none. */
  @Nullable String defaultText() {
    return defaultText;
  }

  /** The default as the reference shows it, in Markdown. */
  String shownDefault() {
    return shownDefault == null ? "`" + defaultText + "`" : shownDefault;
  }

  /** The meaning in Markdown, of one paragraph. */
  String description() {
    return description;
  }

  /** Whether the value must not be printed, nor have its blanks trimmed. */
  boolean isSecret() {
    return parser instanceof SecretParser;
  }

  /** Whether an empty value is a value, and not the same as none. */
  boolean mayBeEmpty() {
    return isSecret() || parser instanceof PeersParser;
  }

  /** Whether this stands for all keys that begin alike. */
  boolean isFamily() {
    return name.endsWith(ANY_NAME);
  }

  /** Whether a name written in a configuration is this key, or of this family. */
  boolean isNamed(String written) {
    if (!isFamily()) {
      return name.equals(written);
    }
    int prefix = name.length() - ANY_NAME.length() + 1;
    return written.length() > prefix && written.startsWith(name.substring(0, prefix));
  }

  /** The environment variable that overrides the key; of a family, the beginning of its name. */
  String environmentName() {
    String plain = isFamily() ? name.substring(0, name.length() - 1) : name;
    return ENVIRONMENT_PREFIX + AsciiCase.upper(plain.replace('.', '_').replace('-', '_'));
  }
}
