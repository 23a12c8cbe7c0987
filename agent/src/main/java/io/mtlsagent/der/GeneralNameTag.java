package io.mtlsagent.der;

/** The tag of a GeneralName (RFC 5280, section 4.2.1.6), which says of what type it is. */
public final class GeneralNameTag {

  private static final int CLASS = 0xC0;
  private static final int CONSTRUCTED = 0x20;
  private static final int NUMBER = 0x1F;
  private static final int LAST_NUMBER = 8;

  private GeneralNameTag() {}

  /**
   * The number of the alternative.
   *
   * @throws MalformedDerException unless it is one of GeneralName, and constructed just where that
   *     is structured: software that looks at the number alone would read another name than we do
   */
  public static int number(int tag) throws MalformedDerException {
    int number = tag & NUMBER;
    boolean constructed = (tag & CONSTRUCTED) != 0;
    boolean structured = number == 0 || (number >= 3 && number <= 5);
    if ((tag & CLASS) != DerReader.CONTEXT || number > LAST_NUMBER || constructed != structured) {
      throw new MalformedDerException("a name has a type that does not exist, or another form");
    }
    return number;
  }
}
