package io.mtlsagent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Texts separated by commas; blanks around them, and empty ones, do not count. */
final class ListParser implements ValueParser<List<String>> {

  private final String form;

  ListParser(String form) {
    this.form = form;
  }

  @Override
  public List<String> parse(String text, Place place) throws InvalidValueException {
    return split(text);
  }

  static List<String> split(String text) throws InvalidValueException {
    List<String> items = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int comma = text.indexOf(',', start);
      int end = comma < 0 ? text.length() : comma;
      String item = text.substring(start, end).trim();
      if (!item.isEmpty()) {
        items.add(item);
      }
      start = end + 1;
    }
    if (items.isEmpty()) {
      throw new InvalidValueException(
          text, "is a list of nothing", "Name at least one item, or remove the key");
    }
    return Collections.unmodifiableList(items);
  }

  @Override
  public String form() {
    return form;
  }
}
