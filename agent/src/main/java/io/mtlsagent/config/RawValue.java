package io.mtlsagent.config;

/** The text of a value as it was written, and where that was. */
final class RawValue {

  private final String text;
  private final String origin;

  private RawValue(String text, String origin) {
    this.text = text;
    this.origin = origin;
  }

  static RawValue inLine(int line, String text) {
    return new RawValue(text, "line " + line);
  }

  static RawValue inEnvironment(String name, String text) {
    return new RawValue(text, "environment variable " + name);
  }

  static RawValue inSystemProperty(String name, String text) {
    return new RawValue(text, "system property " + name);
  }

  String text() {
    return text;
  }

  /** Where the value was found, for a message: {@code line 7}. */
  String origin() {
    return origin;
  }
}
