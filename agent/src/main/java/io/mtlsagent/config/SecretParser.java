package io.mtlsagent.config;

/** A password: any text, blanks and all. */
final class SecretParser implements ValueParser<Secret> {

  @Override
  public Secret parse(String text, Place place) {
    return Secret.of(text);
  }

  @Override
  public String form() {
    return "secret";
  }
}
