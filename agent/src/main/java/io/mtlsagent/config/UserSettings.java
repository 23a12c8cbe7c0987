package io.mtlsagent.config;

/** How a client's certificate leads to a user name. */
public final class UserSettings {

  private final String key;
  private final String rules;
  private final boolean required;

  private UserSettings(String key, String rules, boolean required) {
    this.key = key;
    this.rules = rules;
    this.required = required;
  }

  static UserSettings from(Values values) throws ConfigurationException {
    return new UserSettings(
        values.place(Keys.USER_RULES).key(),
        values.get(Keys.USER_RULES),
        values.get(Keys.USER_REQUIRED));
  }

  /** The key of the rules, for messages. */
  public String key() {
    return key;
  }

  /** The text of {@code user.rules}, not yet parsed. */
  public String rules() {
    return rules;
  }

  /** Whether a client without a user name is refused. */
  public boolean isRequired() {
    return required;
  }
}
