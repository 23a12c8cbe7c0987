package io.mtlsagent.config;

import java.util.BitSet;

/** Ports and ranges of ports, separated by commas; {@code *} for all of them. */
final class PortsParser implements ValueParser<BitSet> {

  static final int HIGHEST_PORT = 65535;

  @Override
  public BitSet parse(String text, Place place) throws InvalidValueException {
    BitSet ports = new BitSet();
    for (String item : ListParser.split(text)) {
      int dash = item.indexOf('-');
      if (item.equals("*")) {
        ports.set(1, HIGHEST_PORT + 1);
      } else if (dash < 0) {
        ports.set(port(item, item));
      } else {
        int first = port(item.substring(0, dash).trim(), item);
        int last = port(item.substring(dash + 1).trim(), item);
        if (first > last) {
          throw invalid(item);
        }
        ports.set(first, last + 1);
      }
    }
    return ports;
  }

  private static int port(String number, String item) throws InvalidValueException {
    int port = port(number);
    if (port < 0) {
      throw invalid(item);
    }
    return port;
  }

  /** A port from 1 to 65535, or -1 where the text is none. */
  static int port(String number) {
    long port = Decimal.parse(number, HIGHEST_PORT);
    return port < 1 ? -1 : (int) port;
  }

  private static InvalidValueException invalid(String item) {
    return new InvalidValueException(
        item,
        "is neither a port nor a range of ports",
        "Write ports from 1 to 65535 and ranges from low to high, such as 8443,9000-9100");
  }

  @Override
  public String form() {
    return "ports such as `8443,9000-9100`, or `*`";
  }
}
