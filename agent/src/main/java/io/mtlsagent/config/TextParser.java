package io.mtlsagent.config;

/** Any text. */
final class TextParser implements ValueParser<String> {

  private final String form;

  TextParser(String form) {
    this.form = form;
  }

  @Override
  public String parse(String text, Place place) {
    return text;
  }

  @Override
  public String form() {
    return form;
  }
}
