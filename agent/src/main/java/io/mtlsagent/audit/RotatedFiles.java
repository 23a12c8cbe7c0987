package io.mtlsagent.audit;

import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** The numbered files beside a log: NAME.1 is the newest. */
final class RotatedFiles {

  private final File current;
  private final int keep;

  RotatedFiles(File current, int keep) {
    this.current = current;
    this.keep = keep;
  }

  File newest() {
    return numbered(1);
  }

  /**
   * Moves every file on by one and drops the oldest.
   *
   * @return whether the current file made way
   */
  boolean rotate() {
    File oldest = numbered(keep);
    if (oldest.exists() && !oldest.delete()) {
      return false;
    }
    for (int number = keep - 1; number >= 1; number--) {
      File file = numbered(number);
      if (file.exists() && !file.renameTo(numbered(number + 1))) {
        return false;
      }
    }
    return current.renameTo(newest());
  }

  /** All files that are there, the oldest first and the current one last. */
  static List<File> oldestFirst(File current) {
    List<File> files = new ArrayList<>();
    RotatedFiles rotated = new RotatedFiles(current, Integer.MAX_VALUE);
    for (int number = 1; rotated.numbered(number).isFile(); number++) {
      files.add(0, rotated.numbered(number));
    }
    if (current.isFile()) {
      files.add(current);
    }
    return files;
  }

  private File numbered(int number) {
    return new File(current.getPath() + "." + number);
  }
}
