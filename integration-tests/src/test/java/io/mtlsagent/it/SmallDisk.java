package io.mtlsagent.it;

import io.mtlsagent.it.jvm.Execution;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own that can be filled up. It takes root to mount one. */
final class SmallDisk implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final Path folder;

  private SmallDisk(Path folder) {
    this.folder = folder;
  }

  /**
   * Mounts one; without root the test is skipped.
   *
   * @param size as mount(8) has it: {@code 128k}
   */
  static SmallDisk mount(Path folder, String size) throws IOException {
    Files.createDirectories(folder);
    boolean mounted =
        run("mount", "-t", "tmpfs", "-o", "size=" + size, "mtls-agent-test", folder.toString());
    Assumptions.assumeTrue(mounted, "no small disk can be mounted here: that takes root");
    return new SmallDisk(folder);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** Leaves no block free. The last block of a file may have room yet. */
  void fill() throws IOException {
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(file("filler"))) {
      while (true) {
        out.write(block);
      }
    } catch (IOException e) {
      // Full: as wanted.
    }
  }

  /** Takes back what {@link #fill} wrote. */
  void free() throws IOException {
    Files.delete(file("filler"));
  }

  @Override
  public void close() {
    run("umount", folder.toString());
  }

  private static boolean run(String... command) {
    return Execution.of(List.of(command), Map.of(), LONGEST).exit() == 0;
  }
}
