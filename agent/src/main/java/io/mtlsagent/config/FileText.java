package io.mtlsagent.config;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads small text files whole. */
final class FileText {

  /**
   * More than any configuration or password; keeps a path such as /dev/zero from filling memory.
   */
  private static final int LARGEST_BYTES = 4 << 20;

  private FileText() {}

  /** Why a file cannot be read as text, to be read after its name. */
  static final class UnreadableException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String mend;

    UnreadableException(String problem, String mend) {
      super(problem, null, false, false);
      this.mend = mend;
    }

    String problem() {
      return String.valueOf(getMessage());
    }

    String mend() {
      return mend;
    }
  }

  /** The text of a UTF-8 file, without its byte order mark. */
  static String utf8(File file) throws UnreadableException {
    byte[] bytes = bytes(file);
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (IOException e) {
      throw new UnreadableException("is not UTF-8", "Save it in UTF-8");
    }
  }

  private static byte[] bytes(File file) throws UnreadableException {
    if (file.isDirectory()) {
      throw new UnreadableException("is a directory", "Name a file");
    }
    if (!file.exists()) {
      throw new UnreadableException("does not exist", "Correct the path, or create the file");
    }
    try (InputStream in = new FileInputStream(file)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        bytes.write(buffer, 0, count);
        if (bytes.size() > LARGEST_BYTES) {
          throw new UnreadableException("is larger than 4 MiB", "Name the file that is meant");
        }
      }
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UnreadableException(
          "cannot be read", "Give the user that runs the JVM the right to read it");
    }
  }
}
