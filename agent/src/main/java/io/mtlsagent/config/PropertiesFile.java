package io.mtlsagent.config;

import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Reads a properties file in UTF-8 and remembers the line of each entry, which {@link Properties}
 * does not: it also drops all but the last of several entries of one name.
 */
final class PropertiesFile {

  /** What to do with a line that cannot be read. */
  enum BadLines {
    REFUSE,
    SKIP
  }

  /** A name and its value, as they stand in the file. */
  static final class Entry {

    private final String name;
    private final String value;
    private final int line;

    Entry(String name, String value, int line) {
      this.name = name;
      this.value = value;
      this.line = line;
    }

    String name() {
      return name;
    }

    String value() {
      return value;
    }

    /** The number of the line that the entry begins in, from 1 on. */
    int line() {
      return line;
    }
  }

  private final String path;
  private final String text;
  private final BadLines badLines;
  private final List<Entry> entries = new ArrayList<>();
  private int position;
  private int line;

  private PropertiesFile(String path, String text, BadLines badLines) {
    this.path = path;
    this.text = text;
    this.badLines = badLines;
  }

  /** All entries in their order, several of one name included. */
  static List<Entry> read(File file, BadLines badLines) throws ConfigurationException {
    try {
      return parse(file.getPath(), FileText.utf8(file), badLines);
    } catch (FileText.UnreadableException e) {
      throw new ConfigurationException(
          file.getPath(), null, "the configuration file " + e.problem(), e.mend());
    }
  }

  static List<Entry> parse(String path, String text, BadLines badLines)
      throws ConfigurationException {
    PropertiesFile file = new PropertiesFile(path, text, badLines);
    file.readLogicalLines();
    return file.entries;
  }

  /** A logical line is an entry with all the lines that it goes on in after a backslash. */
  private void readLogicalLines() throws ConfigurationException {
    while (position < text.length()) {
      int start = position;
      String natural = nextLine();
      if (isBlankOrComment(natural)) {
        continue;
      }
      int first = line;
      while (endsInOpenBackslash(natural) && position < text.length()) {
        natural = nextLine();
      }
      addEntry(text.substring(start, position), first);
    }
  }

  private String nextLine() {
    int end = position;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    String natural = text.substring(position, end);
    position = Math.min(text.length(), end + (text.startsWith("\r\n", end) ? 2 : 1));
    line++;
    return natural;
  }

  private static boolean isBlankOrComment(String natural) {
    for (int i = 0; i < natural.length(); i++) {
      char character = natural.charAt(i);
      if (character != ' ' && character != '\t' && character != '\f') {
        return character == '#' || character == '!';
      }
    }
    return true;
  }

  private static boolean endsInOpenBackslash(String natural) {
    int backslashes = 0;
    while (backslashes < natural.length()
        && natural.charAt(natural.length() - 1 - backslashes) == '\\') {
      backslashes++;
    }
    return backslashes % 2 == 1;
  }

  /** Leaves separators and escapes to {@link Properties}, so that they mean what users know. */
  private void addEntry(String logical, int first) throws ConfigurationException {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(logical));
    } catch (IOException | IllegalArgumentException e) {
      if (badLines == BadLines.SKIP) {
        return;
      }
      throw new ConfigurationException(
          path,
          null,
          "line " + first + " has a malformed \\u escape",
          "Write \\u and four hexadecimal digits, or double the backslash");
    }
    for (String name : properties.stringPropertyNames()) {
      entries.add(new Entry(name, properties.getProperty(name, ""), first));
    }
  }
}
