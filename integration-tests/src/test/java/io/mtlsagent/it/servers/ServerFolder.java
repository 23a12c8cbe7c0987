package io.mtlsagent.it.servers;

import io.mtlsagent.it.jvm.Execution;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PkiFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The folder of one server. Not below a test's own, which only its user may enter: some programs
 * become others. Its path is short, for names of sockets lie below it.
 */
public final class ServerFolder {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Path directory;

  private ServerFolder(Path directory) {
    this.directory = directory;
  }

  static ServerFolder of(PeerFiles identity, PkiFiles authority) throws IOException {
    ServerFolder folder = new ServerFolder(Files.createTempDirectory("server"));
    folder.share(folder.directory);
    Files.copy(identity.certificate(), folder.certificate());
    folder.writeKey(identity);
    Files.copy(authority.anchors(), folder.anchors());
    return folder;
  }

  /** With its public half, which the JDK leaves out and GnuTLS asks for. */
  private void writeKey(PeerFiles identity) throws IOException {
    String in = identity.key().toString();
    run("openssl", "ec", "-in", in, "-out", key().toString());
    Files.setPosixFilePermissions(key(), PosixFilePermissions.fromString("rw-------"));
  }

  /** PEM file of what the server shows. */
  Path certificate() {
    return file("server.crt");
  }

  /** PEM file of its key. */
  Path key() {
    return file("server.key");
  }

  /** PEM file of the authority whose clients it lets in. */
  Path anchors() {
    return file("ca.crt");
  }

  Path file(String name) {
    return directory.resolve(name);
  }

  /** Makes a folder in it, into which every user may write. */
  Path makeFolder(String name) throws IOException {
    Path made = Files.createDirectory(file(name));
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxrwxrwx"));
    return made;
  }

  /** Makes a folder in it, into which its owner alone may write. */
  Path makeOwnFolder(String name) throws IOException {
    return share(Files.createDirectory(file(name)));
  }

  private Path share(Path made) throws IOException {
    return Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  Path write(String name, String... lines) throws IOException {
    return Files.writeString(file(name), String.join("\n", lines) + "\n");
  }

  /** What {@link #write} has written in one line. */
  String read(String name) throws IOException {
    return Files.readString(file(name)).trim();
  }

  /** Runs a command to its end. */
  void run(String... command) throws IOException {
    Execution execution = Execution.of(List.of(command), Map.of(), LONGEST);
    if (execution.exit() != 0) {
      throw new IOException(String.join(" ", command) + ": " + execution);
    }
  }

  void delete() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
