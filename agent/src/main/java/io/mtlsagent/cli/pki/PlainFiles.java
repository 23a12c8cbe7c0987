package io.mtlsagent.cli.pki;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/** Writes files so that a reader sees the old one or the new one, never half of it. */
final class PlainFiles {

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private PlainFiles() {}

  /** For everyone to read. */
  static void write(Path file, byte[] content) throws IOException {
    write(file, content, "rw-r--r--");
  }

  /** For its owner alone, from its first byte on. */
  static void writeSecret(Path file, byte[] content) throws IOException {
    write(file, content, "rw-------");
  }

  private static void write(Path file, byte[] content, String permissions) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    // A temporary file is made for its owner alone.
    Path fresh = Files.createTempFile(folder, ".new", "", new FileAttribute<?>[0]);
    try {
      Files.write(fresh, content);
      if (POSIX) {
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString(permissions));
      }
      Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** One block of RFC 7468. */
  static byte[] armour(String label, byte[] der) {
    String text =
        "-----BEGIN "
            + label
            + "-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END "
            + label
            + "-----\n";
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
