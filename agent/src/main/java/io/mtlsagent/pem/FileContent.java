package io.mtlsagent.pem;

import io.mtlsagent.config.ConfigurationException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A file that was read as a whole, with the configuration key that named it. */
public final class FileContent {

  /** More than any sensible file of keys, certificates or anchors has, in bytes. */
  public static final int MATERIAL_LIMIT = 10 * 1024 * 1024;

  private final File file;
  private final String key;
  private final byte[] bytes;

  private FileContent(File file, String key, byte[] bytes) {
    this.file = file;
    this.key = key;
    this.bytes = bytes;
  }

  /**
   * Reads a file of keys, certificates or anchors.
   *
   * @param key the configuration key that names the file
   * @throws ConfigurationException where it is missing, not readable, a directory, empty, or larger
   *     than {@link #MATERIAL_LIMIT}
   */
  public static FileContent read(File file, String key) throws ConfigurationException {
    return read(file, key, MATERIAL_LIMIT);
  }

  /**
   * Reads a file of at most so many bytes.
   *
   * @throws ConfigurationException as {@link #read(File, String)}
   */
  public static FileContent read(File file, String key, int limit) throws ConfigurationException {
    if (file.isDirectory()) {
      throw new ConfigurationException(
          file.getPath(), key, "is a directory", "Name a file inside it");
    }
    byte[] bytes;
    try (InputStream in = new FileInputStream(file)) {
      bytes = upTo(in, limit, (int) Math.min(file.length() + 1, limit + 1L));
    } catch (IOException e) {
      throw unreadable(file, key, e);
    }
    if (bytes.length > limit) {
      throw new ConfigurationException(
          file.getPath(),
          key,
          "is larger than " + limit / (1024 * 1024) + " MB",
          "Check that " + key + " names the right file");
    }
    if (bytes.length == 0) {
      throw new ConfigurationException(
          file.getPath(), key, "is empty", "Write the file anew, or correct " + key);
    }
    return new FileContent(file, key, bytes);
  }

  /** At most limit + 1 bytes: one more tells that the file is too large. */
  private static byte[] upTo(InputStream in, int limit, int expected) throws IOException {
    byte[] buffer = new byte[Math.max(expected, 512)];
    int length = 0;
    while (length <= limit) {
      if (length == buffer.length) {
        byte[] larger = Arrays.copyOf(buffer, (int) Math.min(buffer.length * 2L, limit + 1L));
        Arrays.fill(buffer, (byte) 0);
        buffer = larger;
      }
      int read = in.read(buffer, length, buffer.length - length);
      if (read < 0) {
        break;
      }
      length += read;
    }
    if (length == buffer.length) {
      return buffer;
    }
    byte[] exact = Arrays.copyOf(buffer, length);
    Arrays.fill(buffer, (byte) 0);
    return exact;
  }

  private static ConfigurationException unreadable(File file, String key, IOException cause) {
    if (!file.exists()) {
      return new ConfigurationException(
          file.getPath(), key, "does not exist", "Put the file there, or correct " + key);
    }
    if (!file.canRead()) {
      return new ConfigurationException(
          file.getPath(),
          key,
          "may not be read by the user " + System.getProperty("user.name"),
          "Give that user the right to read it");
    }
    return new ConfigurationException(
        file.getPath(),
        key,
        "cannot be read: " + cause.getMessage(),
        "Check the file and the disk that holds it");
  }

  /** An error about this file. */
  public ConfigurationException error(String problem, String mend) {
    return new ConfigurationException(file.getPath(), key, problem, mend);
  }

  public File file() {
    return file;
  }

  /** The path as it was given, for messages and for commands to copy. */
  public String path() {
    return file.getPath();
  }

  /** The configuration key that named the file. */
  public String key() {
    return key;
  }

  /** The bytes themselves, not a copy: not to be changed, except by {@link #wipe()}. */
  public byte[] bytes() {
    return bytes;
  }

  /** Overwrites the bytes, after a secret was read from them. */
  public void wipe() {
    Arrays.fill(bytes, (byte) 0);
  }
}
