package io.mtlsagent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Globs of server names (RFC 6066, section 3), separated by commas, in normalised spelling. */
final class ServerNamesParser implements ValueParser<List<String>> {

  @Override
  public List<String> parse(String text, Place place) throws InvalidValueException {
    List<String> names = new ArrayList<>();
    for (String item : ListParser.split(text)) {
      String name = HostName.normalised(item);
      if (!name.equals("*") && !HostName.isGlobOfName(name)) {
        throw new InvalidValueException(
            item,
            "is not a server name; an address is none (RFC 6066)",
            "Write a name such as www.example.com or *.example.com");
      }
      names.add(name);
    }
    return Collections.unmodifiableList(names);
  }

  @Override
  public String form() {
    return "host names, globs";
  }
}
