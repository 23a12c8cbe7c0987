package io.mtlsagent.config;

import org.jspecify.annotations.Nullable;

/** The texts of an allow list and a deny list of peers, not yet parsed, and where they stand. */
public final class AccessSettings {

  private final String file;
  private final String allowKey;
  private final @Nullable String allow;
  private final String denyKey;
  private final @Nullable String deny;

  private AccessSettings(
      String file, String allowKey, @Nullable String allow, String denyKey, @Nullable String deny) {
    this.file = file;
    this.allowKey = allowKey;
    this.allow = allow;
    this.denyKey = denyKey;
    this.deny = deny;
  }

  /**
   * Lists with the given texts.
   *
   * @param file the configuration file, for errors
   * @param allow null where the key is not set
   * @param deny null where the key is not set
   */
  public static AccessSettings of(
      String file, String allowKey, @Nullable String allow, String denyKey, @Nullable String deny) {
    return new AccessSettings(file, allowKey, allow, denyKey, deny);
  }

  static AccessSettings from(Values values, Key<String> allow, Key<String> deny)
      throws ConfigurationException {
    return of(
        values.place(allow).file(),
        values.place(allow).key(),
        values.find(allow),
        values.place(deny).key(),
        values.find(deny));
  }

  /** The configuration file, for errors. */
  public String file() {
    return file;
  }

  public String allowKey() {
    return allowKey;
  }

  /** Null where the key is not set; perhaps empty where it is. */
  public @Nullable String allow() {
    return allow;
  }

  public String denyKey() {
    return denyKey;
  }

  /** Null where the key is not set; perhaps empty where it is. */
  public @Nullable String deny() {
    return deny;
  }
}
