package io.mtlsagent.identity;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The directory of key and certificate files: the one kept with the tests, or a fresh one. */
final class Fixtures {

  static final char[] SECRET = "secret".toCharArray();

  private final Path directory;

  private Fixtures(Path directory) {
    this.directory = directory;
  }

  /** The files kept with the tests. */
  static Fixtures kept() {
    return new Fixtures(
        new File(Fixtures.class.getResource("make.sh").getPath()).toPath().getParent());
  }

  /** Files that openssl and keytool make now; skips the test where they are not there. */
  static Fixtures fresh(Path directory) throws Exception {
    assumeTrue(isInstalled("openssl") && isInstalled("keytool"), "needs openssl and keytool");
    Process make =
        new ProcessBuilder(kept().path("make.sh").toString(), directory.toAbsolutePath().toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("make.log").toFile())
            .start();
    if (make.waitFor() != 0) {
      throw new IllegalStateException(Files.readString(directory.resolve("make.log")));
    }
    return new Fixtures(directory);
  }

  File file(String name) {
    return path(name).toFile();
  }

  Path path(String name) {
    return directory.resolve(name);
  }

  byte[] bytes(String name) {
    try {
      return Files.readAllBytes(path(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  IdentitySource pem(String certificate, String key) {
    return IdentitySource.pem(file(certificate), file(key), "identity");
  }

  IdentitySource keyStore(String name) {
    return keyStore(name, null);
  }

  IdentitySource keyStore(String name, String alias) {
    return IdentitySource.keyStore(file(name), null, alias, "identity");
  }

  static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> new File(folder, program).canExecute());
  }
}
