package io.mtlsagent.documentation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What users read: the Markdown files of the project. */
public final class Documents {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern INLINE = Pattern.compile("`([^`\\n]+)`");

  private Documents() {}

  /** All of them, in a fixed order. */
  public static List<Path> all() throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("docs/decisions"))) {
      try (Stream<Path> entries = Files.list(folder)) {
        entries.filter(file -> file.toString().endsWith(".md")).sorted().forEach(files::add);
      }
    }
    return files;
  }

  /** The file of a path from the project's root. */
  public static Path named(String path) {
    return ROOT.resolve(path);
  }

  public static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  /** The contents of fenced blocks of a language. */
  public static List<String> blocks(String text, String language) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      if (matcher.group(1).equals(language)) {
        blocks.add(matcher.group(2));
      }
    }
    return blocks;
  }

  /** What stands between single backquotes outside of fenced blocks. */
  public static List<String> inlineCode(String text) {
    List<String> codes = new ArrayList<>();
    Matcher matcher = INLINE.matcher(BLOCK.matcher(text).replaceAll(""));
    while (matcher.find()) {
      codes.add(matcher.group(1));
    }
    return codes;
  }
}
