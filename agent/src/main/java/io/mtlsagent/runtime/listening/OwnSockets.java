package io.mtlsagent.runtime.listening;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.Set;

/** The sockets that a process holds, by its open files below {@code /proc/PID/fd}. */
final class OwnSockets {

  private static final String SOCKET = "socket:[";

  private OwnSockets() {}

  /**
   * Their numbers, as a {@link SocketTable} has them.
   *
   * @param process {@code /proc/self} or another's folder
   * @throws IOException if they cannot be known
   */
  static Set<String> of(File process) throws IOException {
    File[] files = new File(process, "fd").listFiles();
    if (files == null) {
      throw new IOException("this system does not say which sockets are open (no /proc)");
    }
    Set<String> numbers = new HashSet<>();
    for (File file : files) {
      String target = target(file);
      if (target.startsWith(SOCKET) && target.endsWith("]")) {
        numbers.add(target.substring(SOCKET.length(), target.length() - 1));
      }
    }
    return numbers;
  }

  private static String target(File link) {
    try {
      return Files.readSymbolicLink(link.toPath()).toString();
    } catch (IOException | RuntimeException closedMeanwhile) {
      return "";
    }
  }
}
