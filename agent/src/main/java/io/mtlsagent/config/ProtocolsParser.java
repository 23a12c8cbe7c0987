package io.mtlsagent.config;

import java.util.List;

/** Names of TLS versions as JSSE writes them, separated by commas. */
final class ProtocolsParser implements ValueParser<List<String>> {

  private static final String PREFIX = "TLSv1";

  @Override
  public List<String> parse(String text, Place place) throws InvalidValueException {
    List<String> names = ListParser.split(text);
    for (String name : names) {
      if (!isTls(name)) {
        throw new InvalidValueException(
            name, "is not a version of TLS", "Write TLSv1.3, TLSv1.2 or both");
      }
    }
    return names;
  }

  /** {@code TLSv1} or {@code TLSv1.N}; SSL 3 and older are never allowed (RFC 7568, RFC 6176). */
  private static boolean isTls(String name) {
    return name.equals(PREFIX)
        || (name.startsWith(PREFIX + ".")
            && name.length() == PREFIX.length() + 2
            && Decimal.digits(name.substring(PREFIX.length() + 1)) == 1);
  }

  @Override
  public String form() {
    return "TLS versions";
  }
}
