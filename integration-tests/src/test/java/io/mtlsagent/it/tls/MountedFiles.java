package io.mtlsagent.it.tls;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A certificate and its key as Kubernetes mounts them: links through {@code ..data}, which is a
 * link to the folder of now and is exchanged in one step.
 */
public final class MountedFiles {

  private final Path mount;
  private int versions;

  private MountedFiles(Path mount) {
    this.mount = mount;
  }

  /** Makes a folder that shows the files of a peer. */
  public static MountedFiles in(Path mount, PeerFiles peer) throws IOException {
    MountedFiles files = new MountedFiles(Files.createDirectories(mount));
    files.swap(peer);
    Files.createSymbolicLink(files.certificate(), Path.of("..data/tls.crt"));
    Files.createSymbolicLink(files.key(), Path.of("..data/tls.key"));
    return files;
  }

  public Path certificate() {
    return mount.resolve("tls.crt");
  }

  public Path key() {
    return mount.resolve("tls.key");
  }

  /** Shows the files of another peer, and deletes those before. */
  public void swap(PeerFiles peer) throws IOException {
    Path before = version(versions);
    versions++;
    Path now = Files.createDirectory(version(versions));
    Files.copy(peer.certificate(), now.resolve("tls.crt"));
    Files.copy(peer.key(), now.resolve("tls.key"));
    Files.createSymbolicLink(mount.resolve("..data_tmp"), now.getFileName());
    Files.move(
        mount.resolve("..data_tmp"), mount.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
    Files.deleteIfExists(before.resolve("tls.crt"));
    Files.deleteIfExists(before.resolve("tls.key"));
    Files.deleteIfExists(before);
  }

  private Path version(int number) {
    return mount.resolve("..version_" + number);
  }
}
