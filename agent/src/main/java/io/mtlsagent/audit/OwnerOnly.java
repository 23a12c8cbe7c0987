package io.mtlsagent.audit;

import java.io.File;
import java.io.IOException;

/** Creates files that only their owner may read and write (mode 0600), by java.io alone. */
final class OwnerOnly {

  private OwnerOnly() {}

  /** Creates the file where it is missing; one that is there keeps its permissions. */
  static void create(File file) throws IOException {
    if (file.exists() || !file.createNewFile()) {
      return;
    }
    // java.io can only take a right from everybody and then give it back to the owner.
    boolean done =
        file.setReadable(false, false)
            & file.setWritable(false, false)
            & file.setReadable(true, true)
            & file.setWritable(true, true);
    if (!done && file.exists() && File.separatorChar == '/') {
      throw new IOException(file + ": its permissions cannot be set");
    }
  }
}
