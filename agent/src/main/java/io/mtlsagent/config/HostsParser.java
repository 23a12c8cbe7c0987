package io.mtlsagent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Outbound targets, separated by commas. */
final class HostsParser implements ValueParser<List<HostPattern>> {

  @Override
  public List<HostPattern> parse(String text, Place place) throws InvalidValueException {
    List<HostPattern> patterns = new ArrayList<>();
    for (String item : ListParser.split(text)) {
      patterns.add(HostPattern.parse(item));
    }
    return Collections.unmodifiableList(patterns);
  }

  @Override
  public String form() {
    return "host globs, addresses, CIDRs, each with optional `:port`";
  }
}
