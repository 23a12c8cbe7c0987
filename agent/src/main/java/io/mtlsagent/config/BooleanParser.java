package io.mtlsagent.config;

/** {@code true} or {@code false}, and nothing that merely looks like one of them. */
final class BooleanParser implements ValueParser<Boolean> {

  @Override
  public Boolean parse(String text, Place place) throws InvalidValueException {
    if (text.equals("true")) {
      return Boolean.TRUE;
    }
    if (text.equals("false")) {
      return Boolean.FALSE;
    }
    throw new InvalidValueException(
        text, "is neither true nor false", "Write true or false, in lower case");
  }

  @Override
  public String form() {
    return "`true`, `false`";
  }
}
