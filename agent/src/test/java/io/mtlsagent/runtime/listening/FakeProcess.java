package io.mtlsagent.runtime.listening;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A folder like {@code /proc/self}. */
final class FakeProcess {

  private static final String HEADING = "  sl  local_address rem_address   st tx_queue ...\n";

  private final Path folder;

  private FakeProcess(Path folder) {
    this.folder = folder;
  }

  static FakeProcess in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("fd"));
    Files.createDirectories(folder.resolve("net"));
    return new FakeProcess(folder);
  }

  File folder() {
    return folder.toFile();
  }

  /** Has the process hold a socket. */
  FakeProcess holds(int inode) throws IOException {
    Files.createSymbolicLink(folder.resolve("fd/" + inode), Path.of("socket:[" + inode + "]"));
    return this;
  }

  /**
   * Replaces a table.
   *
   * @param rows each of local end, other end, state and inode, as in {@code 0100007F:1F90
   *     00000000:0000 0A 7}
   */
  FakeProcess table(String name, String... rows) throws IOException {
    StringBuilder text = new StringBuilder(HEADING);
    int number = 0;
    for (String row : rows) {
      String[] words = row.split(" ");
      text.append("   %d: ".formatted(number++))
          .append("%s %s %s ".formatted(words[0], words[1], words[2]))
          .append("00000000:00000000 00:00000000 00000000  1000        0 ")
          .append(words[3])
          .append(" 1 0000000000000000 100 0 0 10 0\n");
    }
    Files.writeString(folder.resolve("net/" + name), text, StandardCharsets.US_ASCII);
    return this;
  }
}
