package io.mtlsagent.config;

/** One word of several: the names of an enum's constants in lower case, {@code _} as {@code -}. */
final class EnumParser<E extends Enum<E>> implements ValueParser<E> {

  private final E[] constants;

  EnumParser(E[] constants) {
    this.constants = constants;
  }

  @Override
  public E parse(String text, Place place) throws InvalidValueException {
    for (E constant : constants) {
      if (word(constant).equals(text)) {
        return constant;
      }
    }
    throw new InvalidValueException(
        text, "is not one of its values", "Write one of " + words("", ", "));
  }

  @Override
  public String form() {
    return words("`", ", ");
  }

  private String words(String quote, String separator) {
    StringBuilder words = new StringBuilder();
    for (E constant : constants) {
      words.append(words.length() == 0 ? "" : separator);
      words.append(quote).append(word(constant)).append(quote);
    }
    return words.toString();
  }

  private static String word(Enum<?> constant) {
    return AsciiCase.lower(constant.name()).replace('_', '-');
  }
}
