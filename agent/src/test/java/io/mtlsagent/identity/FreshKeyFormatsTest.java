package io.mtlsagent.identity;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The same for files that the openssl and keytool of this machine make now. */
class FreshKeyFormatsTest extends KeyFormatsTest {

  @TempDir static Path directory;

  private static Fixtures fresh;

  @BeforeAll
  static void make() throws Exception {
    fresh = Fixtures.fresh(directory);
  }

  @Override
  Fixtures fixtures() {
    return fresh;
  }
}
