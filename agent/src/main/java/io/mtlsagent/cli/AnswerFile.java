package io.mtlsagent.cli;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.UserPrincipal;

/**
 * The file into which the agent in another JVM writes its answer. Made where that JVM sees it, and
 * writable for its user and for nobody else: the administrator may ask the JVM of a service.
 */
final class AnswerFile implements AutoCloseable {

  private static final String PREFIX = "mtls-agent-";
  private static final String SUFFIX = ".answer";

  private final Path here;
  private final Path there;

  private AnswerFile(Path here, Path there) {
    this.here = here;
    this.there = there;
  }

  /** An empty one for the JVM with a process id, which need not exist. */
  static AnswerFile forProcess(String pid) throws IOException {
    Path process = Paths.get("/proc", pid);
    Path temporary = Paths.get("/tmp");
    Path its = process.resolve("root/tmp");
    AnswerFile file;
    if (hasTemporaryFilesOfItsOwn(pid) && Files.isDirectory(its, LinkOption.NOFOLLOW_LINKS)) {
      Path made = Files.createTempFile(its, PREFIX, SUFFIX);
      file = new AnswerFile(made, temporary.resolve(made.getFileName()));
    } else {
      Path made = Files.createTempFile(PREFIX, SUFFIX);
      file = new AnswerFile(made, made);
    }
    file.giveToOwnerOf(process);
    return file;
  }

  /**
   * Whether a service has a view of the file system of its own ({@code PrivateTmp=} of systemd). A
   * container's, which its inmates may have arranged, is not entered from outside.
   */
  static boolean hasTemporaryFilesOfItsOwn(String pid) {
    Path process = Paths.get("/proc", pid);
    return !isShared(process, "ns/mnt") && isShared(process, "ns/pid");
  }

  private static boolean isShared(Path process, String namespace) {
    try {
      return Files.readSymbolicLink(process.resolve(namespace))
          .equals(Files.readSymbolicLink(Paths.get("/proc/self", namespace)));
    } catch (IOException | UnsupportedOperationException unknown) {
      return true; // another system, another user's process, or none
    }
  }

  private void giveToOwnerOf(Path process) {
    try {
      UserPrincipal user = Files.getOwner(process);
      PosixFileAttributeView view =
          Files.getFileAttributeView(here, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      if (view != null && !user.equals(view.getOwner())) {
        view.setOwner(user);
      }
    } catch (IOException | UnsupportedOperationException notOurs) {
      // Only root may: then the agent cannot write it, and the lack of an answer says so.
    }
  }

  /** As the other JVM knows it. */
  File path() {
    return there.toFile();
  }

  /** What was written up to now. */
  String read() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (InputStream in = Files.newInputStream(here, LinkOption.NOFOLLOW_LINKS)) {
      byte[] buffer = new byte[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes.write(buffer, 0, count);
      }
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(here);
  }
}
