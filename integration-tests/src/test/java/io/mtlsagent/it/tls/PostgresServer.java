package io.mtlsagent.it.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL of this machine that demands client certificates ({@code clientcert=verify-full}:
 * the common name is the user). As root it runs as the user {@code postgres}, for it refuses to be
 * root.
 */
public final class PostgresServer implements AutoCloseable {

  /** The one user, and so the common name that is let in. */
  public static final String USER = "application";

  private final Path directory;
  private final int port;

  private PostgresServer(Path directory, int port) {
    this.directory = directory;
    this.port = port;
  }

  /** The folder of its programs; empty where it is not installed. */
  public static Optional<Path> programs() {
    Path all = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(all)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(all)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
          .max(Comparator.naturalOrder());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts one that shows {@code identity} and trusts the authority. */
  public static PostgresServer start(PeerFiles identity, PkiFiles authority) {
    try {
      Path directory = Files.createTempDirectory("postgres");
      PostgresServer server = new PostgresServer(directory, freePort());
      server.configure(identity, authority);
      server.run(
          "pg_ctl", "-w", "-D", server.data(), "-l", directory.resolve("log").toString(), "start");
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void configure(PeerFiles identity, PkiFiles authority) throws IOException {
    copy(identity.certificate(), "server.crt");
    copy(identity.key(), "server.key");
    copy(authority.anchors(), "ca.crt");
    own(directory);
    run("initdb", "-D", data(), "-U", USER, "-A", "trust", "--no-sync");
    Files.writeString(
        directory.resolve("data/pg_hba.conf"),
        "hostssl all all all trust clientcert=verify-full\n");
    Files.writeString(
        directory.resolve("data/postgresql.auto.conf"),
        String.join(
            "\n",
            "port = " + port,
            "listen_addresses = 'localhost'",
            "unix_socket_directories = ''",
            "fsync = off",
            "ssl = on",
            "ssl_cert_file = '" + directory.resolve("server.crt") + "'",
            "ssl_key_file = '" + directory.resolve("server.key") + "'",
            "ssl_ca_file = '" + directory.resolve("ca.crt") + "'",
            ""));
  }

  private void copy(Path file, String name) throws IOException {
    Path copy = Files.copy(file, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
    Files.setPosixFilePermissions(
        copy, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static void own(Path directory) {
    if (isRoot()) {
      succeed(List.of("chown", "-R", "postgres", directory.toString()));
    }
  }

  private String data() {
    return directory.resolve("data").toString();
  }

  private void run(String program, String... arguments) {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs().orElseThrow().resolve(program).toString());
    command.addAll(List.of(arguments));
    succeed(command);
  }

  private static void succeed(List<String> command) {
    CommandResult result = Command.run(command, "");
    if (result.exit() != 0) {
      throw new IllegalStateException(command + ": " + result);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return any.getLocalPort();
    }
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    run("pg_ctl", "-w", "-D", data(), "-m", "immediate", "stop");
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
