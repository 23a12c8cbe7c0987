package io.mtlsagent.audit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Tells whether a path still leads to the same file. Uses java.nio.file: not for premain. */
final class FileIdentity {

  private static final Object WITHOUT_KEY = new Object();

  private FileIdentity() {}

  /** Equal for equal files; null where there is none. Windows has no keys, nor moves open files. */
  static @Nullable Object of(File file) {
    try {
      Object key = Files.readAttributes(file.toPath(), BasicFileAttributes.class).fileKey();
      return key == null ? WITHOUT_KEY : key;
    } catch (IOException e) {
      return null;
    }
  }
}
