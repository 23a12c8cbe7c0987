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
    // java.io can only take a right from everybody and then give it back to the owner. A file
    // system
    // without such rights (FAT) refuses that, and keeps the file usable.
    if (file.setReadable(false, false) && file.setWritable(false, false)) {
      boolean readable = file.setReadable(true, true);
      boolean writable = file.setWritable(true, true);
      if (!readable || !writable) {
        throw new IOException(file + ": its permissions cannot be set");
      }
    }
  }
}
