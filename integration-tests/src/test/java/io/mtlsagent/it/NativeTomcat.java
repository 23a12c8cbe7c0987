package io.mtlsagent.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Tomcat's native library, which {@code -Dmtls.it.tcnative} leads to. */
final class NativeTomcat {

  private NativeTomcat() {}

  /** The folder of the library; where there is none, the tests that need it are skipped. */
  static Path libraries() {
    Optional<Path> folder =
        folderOf("libtcnative-1.so", Path.of(System.getProperty("mtls.it.tcnative", "nowhere")));
    Assumptions.assumeTrue(
        folder.isPresent(), "no libtcnative-1 in -Dmtls.it.tcnative, so no Tomcat on OpenSSL");
    return folder.orElseThrow();
  }

  private static Optional<Path> folderOf(String library, Path unpacked) {
    if (!Files.isDirectory(unpacked)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.walk(unpacked)) {
      return files.filter(file -> file.endsWith(library)).map(Path::getParent).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
