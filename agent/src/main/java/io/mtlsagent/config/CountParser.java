package io.mtlsagent.config;

/** A whole number between limits. */
final class CountParser implements ValueParser<Integer> {

  private final int least;
  private final int most;

  CountParser(int least, int most) {
    this.least = least;
    this.most = most;
  }

  @Override
  public Integer parse(String text, Place place) throws InvalidValueException {
    long number = Decimal.parse(text, most);
    if (number < least) {
      throw new InvalidValueException(
          text,
          "is not a number from " + least + " to " + most,
          "Write a whole number in these limits");
    }
    return (int) number;
  }

  @Override
  public String form() {
    return "number from " + least + " to " + most;
  }
}
