package io.mtlsagent.config;

/** A number of bytes: {@code 100MB} (a million bytes each), {@code 64KiB} (1024 bytes each). */
final class SizeParser implements ValueParser<Long> {

  private static final String[] UNITS = {
    "", "b", "kb", "mb", "gb", "tb", "kib", "mib", "gib", "tib"
  };
  private static final long[] BYTES = {
    1,
    1,
    1_000L,
    1_000_000L,
    1_000_000_000L,
    1_000_000_000_000L,
    1L << 10,
    1L << 20,
    1L << 30,
    1L << 40
  };

  @Override
  public Long parse(String text, Place place) throws InvalidValueException {
    int digits = Decimal.digits(text);
    String unit = AsciiCase.lower(text.substring(digits).trim());
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i].equals(unit)) {
        long number = Decimal.parse(text.substring(0, digits), Long.MAX_VALUE / BYTES[i]);
        if (number >= 0) {
          return number * BYTES[i];
        }
      }
    }
    throw new InvalidValueException(
        text, "is not a size", "Write a whole number with a unit, such as 100MB or 64KiB");
  }

  @Override
  public String form() {
    return "size such as `100MB`, `64KiB`";
  }
}
