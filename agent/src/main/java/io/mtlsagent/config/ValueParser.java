package io.mtlsagent.config;

/** Turns the text of a value into a value, or says what is wrong with it. */
interface ValueParser<T> {

  /**
   * The value that a text means.
   *
   * @param text the text with its placeholders replaced; never empty but for a secret
   */
  T parse(String text, Place place) throws InvalidValueException;

  /** What may be written, for the reference: Markdown, a few words. */
  String form();
}
