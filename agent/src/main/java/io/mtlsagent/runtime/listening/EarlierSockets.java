package io.mtlsagent.runtime.listening;

import java.io.File;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/**
 * The TCP connections of this process that were open at one moment, TLS or not: which of them are
 * TLS, nothing in the JVM lists. Immutable.
 */
public final class EarlierSockets {

  private final File process;
  private final Set<String> inodes;

  private EarlierSockets(File process, Set<String> inodes) {
    this.process = process;
    this.inodes = inodes;
  }

  /**
   * Those that are open now.
   *
   * @param process {@code /proc/self}, where there is one
   * @throws IOException if they cannot be known; the message says why
   */
  public static EarlierSockets in(File process) throws IOException {
    return new EarlierSockets(process, open(process));
  }

  /** How many there were. */
  public int count() {
    return inodes.size();
  }

  /**
   * How many of them are open still.
   *
   * @throws IOException if that cannot be known
   */
  public int stillOpen() throws IOException {
    Set<String> now = open(process);
    now.retainAll(inodes);
    return now.size();
  }

  private static Set<String> open(File process) throws IOException {
    Set<String> own = OwnSockets.of(process);
    Set<String> established = new HashSet<>();
    for (String table : new String[] {"tcp", "tcp6"}) {
      for (SocketTable.Line line : SocketTable.read(new File(process, "net/" + table))) {
        if (line.isEstablished() && own.contains(line.inode())) {
          established.add(line.inode());
        }
      }
    }
    return established;
  }
}
