package io.mtlsagent.runtime.listening;

import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * A table of Linux's {@code /proc/net}: {@code tcp}, {@code tcp6}, {@code udp}, {@code udp6}; see
 * proc_pid_net(5). It holds the sockets of all processes that share the network.
 */
final class SocketTable {

  /** A line of it. */
  static final class Line {
    private final String localAddress;
    private final int localPort;
    private final String remote; // ends with :0000 where there is no other end
    private final int state;
    private final String inode;

    Line(String localAddress, int localPort, String remote, int state, String inode) {
      this.localAddress = localAddress;
      this.localPort = localPort;
      this.remote = remote;
      this.state = state;
      this.inode = inode;
    }

    /** As text; {@code *} for every address. */
    String localAddress() {
      return localAddress;
    }

    int localPort() {
      return localPort;
    }

    boolean isListening() {
      return state == LISTEN;
    }

    boolean isEstablished() {
      return state == ESTABLISHED;
    }

    /** Whether it is bound and has no fixed other end, as a server's socket of UDP. */
    boolean isUnconnected() {
      return remote.endsWith(NO_PORT);
    }

    /** The socket's number, by which a process knows it as its own. */
    String inode() {
      return inode;
    }
  }

  // include/net/tcp_states.h of the kernel
  private static final int ESTABLISHED = 1;
  private static final int LISTEN = 10;
  private static final String NO_PORT = ":0000";
  private static final int COLUMNS_BEFORE_INODE = 5;
  private static final int HEX = 16;
  private static final int WORD = 4;

  private SocketTable() {}

  /**
   * Reads a table; an absent one, as without IPv6, is empty.
   *
   * @throws IOException if it cannot be read, or is not such a table
   */
  static List<Line> read(File file) throws IOException {
    List<Line> lines = new ArrayList<>();
    if (!file.exists()) {
      return lines;
    }
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(new FileInputStream(file), StandardCharsets.US_ASCII))) {
      in.readLine(); // the heading
      String line;
      while ((line = in.readLine()) != null) {
        lines.add(parse(line));
      }
    } catch (RuntimeException malformed) {
      throw new IOException(file + " is not a table of sockets: " + malformed, malformed);
    }
    return lines;
  }

  private static Line parse(String line) throws IOException {
    StringTokenizer words = new StringTokenizer(line);
    words.nextToken();
    String local = words.nextToken();
    String remote = words.nextToken();
    int state = Integer.parseInt(words.nextToken(), HEX);
    for (int i = 0; i < COLUMNS_BEFORE_INODE; i++) {
      words.nextToken();
    }
    int colon = local.indexOf(':');
    return new Line(
        address(local.substring(0, colon)),
        Integer.parseInt(local.substring(colon + 1), HEX),
        remote,
        state,
        words.nextToken());
  }

  /**
   * Words of four bytes in the order of the machine; that of all machines that matter is little.
   */
  private static String address(String hex) throws IOException {
    byte[] bytes = new byte[hex.length() / 2];
    boolean any = true;
    for (int i = 0; i < bytes.length; i++) {
      int from = i / WORD * WORD + (WORD - 1 - i % WORD);
      bytes[i] = (byte) Integer.parseInt(hex.substring(2 * from, 2 * from + 2), HEX);
      any &= bytes[i] == 0;
    }
    return any ? "*" : InetAddress.getByAddress(bytes).getHostAddress();
  }
}
