package io.mtlsagent.cli.report;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the files of the logs that were named: the older ones beside a log, those in a directory.
 */
public final class LogFiles {

  private static final String EXTENSION = ".jsonl";

  /** By the place where they really are, so that none is counted twice. */
  private final Map<String, File> files = new LinkedHashMap<>();

  /** Adds a single file, which must be there. */
  public void addFile(File file) throws IOException {
    files.putIfAbsent(file.getCanonicalPath(), file);
  }

  /** Adds a log and what its rotation left beside it: NAME.1, NAME.2.gz and so on. */
  public void addWithOlder(File log) throws IOException {
    File folder = log.getAbsoluteFile().getParentFile();
    String prefix = log.getName() + ".";
    List<File> older = new ArrayList<>();
    for (File file : list(folder)) {
      if (file.getName().startsWith(prefix) && isNumber(file.getName(), prefix.length())) {
        older.add(log.getParentFile() == null ? new File(file.getName()) : file);
      }
    }
    for (File file : older) {
      addFile(file);
    }
    addFile(log);
  }

  /**
   * Adds all logs of a directory: files whose names end with {@code .jsonl}, or hold {@code
   * .jsonl.}.
   *
   * @return whether there are any
   */
  public boolean addDirectory(File folder) throws IOException {
    boolean any = false;
    for (File file : list(folder)) {
      String name = file.getName();
      boolean log = name.endsWith(EXTENSION) || name.contains(EXTENSION + ".");
      if (log && !name.startsWith(".") && file.isFile()) {
        addFile(file);
        any = true;
      }
    }
    return any;
  }

  /** In the order in which they were added. */
  public List<File> all() {
    return new ArrayList<>(files.values());
  }

  private static List<File> list(File folder) {
    File[] content = folder == null ? null : folder.listFiles();
    if (content == null) {
      return new ArrayList<>();
    }
    Arrays.sort(content);
    return Arrays.asList(content);
  }

  private static boolean isNumber(String name, int start) {
    String number =
        name.endsWith(".gz")
            ? name.substring(start, Math.max(start, name.length() - 3))
            : name.substring(start);
    for (int i = 0; i < number.length(); i++) {
      if (number.charAt(i) < '0' || number.charAt(i) > '9') {
        return false;
      }
    }
    return !number.isEmpty();
  }
}
