package example.common;

import java.util.HashMap;
import java.util.Map;

/** Command line options of the form {@code --name=value}; {@code --name} alone means true. */
public final class Options {

  private final Map<String, String> values;

  private Options(Map<String, String> values) {
    this.values = values;
  }

  public static Options of(String... arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      if (!argument.startsWith("--")) {
        throw new IllegalArgumentException("not an option: " + argument);
      }
      int equals = argument.indexOf('=');
      if (equals < 0) {
        values.put(argument.substring(2), "true");
      } else {
        values.put(argument.substring(2, equals), argument.substring(equals + 1));
      }
    }
    return new Options(values);
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The value of an option that must be given. */
  public String text(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("missing option: --" + name);
    }
    return value;
  }

  public String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  public int number(String name, int otherwise) {
    String value = values.get(name);
    return value == null ? otherwise : Integer.parseInt(value);
  }

  public boolean flag(String name) {
    return Boolean.parseBoolean(values.getOrDefault(name, "false"));
  }
}
