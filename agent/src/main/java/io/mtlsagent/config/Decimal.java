package io.mtlsagent.config;

/** Reads whole numbers of ASCII digits: no sign, no blanks, no digits of other scripts. */
final class Decimal {

  private Decimal() {}

  /** The number of digits that a text begins with. */
  static int digits(String text) {
    int count = 0;
    while (count < text.length() && text.charAt(count) >= '0' && text.charAt(count) <= '9') {
      count++;
    }
    return count;
  }

  /**
   * The number that a text consists of, from 0 on.
   *
   * @return -1 where the text is no such number, or the number is greater than the limit
   */
  static long parse(String text, long limit) {
    if (text.isEmpty() || digits(text) != text.length()) {
      return -1;
    }
    long number = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (number > (limit - digit) / 10) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
