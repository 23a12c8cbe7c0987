package io.mtlsagent.config;

import java.io.File;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces placeholders for environment variables ({@code ${env:NAME}}), system properties ({@code
 * ${sys:name}}) and files ({@code ${file:/path}}). Each may have a default after {@code :-}, which
 * counts where there is no such thing or it is empty, as in a shell. What was put in is not looked
 * at again. Two dollar signs before a brace stand for one, without a placeholder.
 */
final class Placeholders {

  private final Overrides overrides;
  private final Set<File> filesRead = new LinkedHashSet<>();

  Placeholders(Overrides overrides) {
    this.overrides = overrides;
  }

  /** The files that went into values so far. */
  Set<File> filesRead() {
    return filesRead;
  }

  static boolean areIn(String text) {
    return text.contains("${");
  }

  String expand(String text, Place place) throws InvalidValueException {
    if (!areIn(text)) {
      return text;
    }
    StringBuilder expanded = new StringBuilder();
    int position = 0;
    while (position < text.length()) {
      if (text.startsWith("$${", position)) {
        expanded.append("${");
        position += 3;
      } else if (text.startsWith("${", position)) {
        int end = closingBrace(text, position);
        expanded.append(resolve(text.substring(position + 2, end), place));
        position = end + 1;
      } else {
        expanded.append(text.charAt(position++));
      }
    }
    return expanded.toString();
  }

  /** A default may hold placeholders itself: their braces are counted. */
  private static int closingBrace(String text, int start) throws InvalidValueException {
    int open = 0;
    for (int i = start; i < text.length(); i++) {
      if (text.startsWith("${", i)) {
        open++;
      } else if (text.charAt(i) == '}' && --open == 0) {
        return i;
      }
    }
    throw new InvalidValueException(
        null, "a placeholder is not closed", "Add the missing }, or write $${ for a plain ${");
  }

  private String resolve(String body, Place place) throws InvalidValueException {
    int separator = body.indexOf(":-");
    String reference = separator < 0 ? body : body.substring(0, separator);
    @Nullable String value = lookUp(reference, place);
    if (separator >= 0 && (value == null || value.isEmpty())) {
      return expand(body.substring(separator + 2), place);
    }
    if (value == null) {
      throw new InvalidValueException(
          null,
          "${" + Quoted.plain(reference) + "} cannot be resolved",
          "Set it, or give a default as in ${" + Quoted.plain(reference) + ":-default}");
    }
    return value;
  }

  private @Nullable String lookUp(String reference, Place place) throws InvalidValueException {
    if (reference.startsWith("env:")) {
      return overrides.environment(reference.substring("env:".length()));
    }
    if (reference.startsWith("sys:")) {
      return overrides.systemProperty(reference.substring("sys:".length()));
    }
    if (reference.startsWith("file:") && reference.length() > "file:".length()) {
      return content(place.resolve(reference.substring("file:".length())));
    }
    throw new InvalidValueException(
        null,
        "${" + Quoted.plain(reference) + "} is not a placeholder",
        "Write ${env:NAME}, ${sys:name} or ${file:/path}, or $${ for a plain ${");
  }

  private @Nullable String content(File file) throws InvalidValueException {
    filesRead.add(file);
    if (!file.exists()) {
      return null;
    }
    try {
      return FileText.utf8(file).trim();
    } catch (FileText.UnreadableException e) {
      throw new InvalidValueException(
          null, "the file " + Quoted.of(file.getPath()) + " " + e.problem(), e.mend());
    }
  }
}
