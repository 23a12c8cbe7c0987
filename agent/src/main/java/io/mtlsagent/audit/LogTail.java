package io.mtlsagent.audit;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** The last line of a log file: its hash, and whether its newline is missing. */
final class LogTail {

  private static final int CHUNK = 8 * 1024;

  private final String hash;
  private final long tornBytes;

  private LogTail(String hash, long tornBytes) {
    this.hash = hash;
    this.tornBytes = tornBytes;
  }

  /** The upper-case SHA-256 of the last line without its newline. */
  String hash() {
    return hash;
  }

  /** How many bytes stand after the last newline: zero where every line is ended. */
  long tornBytes() {
    return tornBytes;
  }

  /** Reads backwards; null where the file is missing or empty. Needs little memory. */
  static @Nullable LogTail of(File file) throws IOException {
    if (!file.isFile() || file.length() == 0) {
      return null;
    }
    try (RandomAccessFile log = new RandomAccessFile(file, "r")) {
      long length = log.length();
      log.seek(length - 1);
      boolean ended = log.read() == '\n';
      long end = ended ? length - 1 : length;
      long start = afterNewlineBefore(log, end);
      return new LogTail(hash(log, start, end), ended ? 0 : end - start);
    }
  }

  private static long afterNewlineBefore(RandomAccessFile log, long end) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long chunkEnd = end;
    while (chunkEnd > 0) {
      long chunkStart = Math.max(0, chunkEnd - CHUNK);
      int size = (int) (chunkEnd - chunkStart);
      log.seek(chunkStart);
      log.readFully(chunk, 0, size);
      for (int i = size - 1; i >= 0; i--) {
        if (chunk[i] == '\n') {
          return chunkStart + i + 1;
        }
      }
      chunkEnd = chunkStart;
    }
    return 0;
  }

  private static String hash(RandomAccessFile log, long start, long end) throws IOException {
    MessageDigest sha256 = Sha256.newDigest();
    byte[] chunk = new byte[CHUNK];
    log.seek(start);
    long left = end - start;
    while (left > 0) {
      int size = (int) Math.min(left, CHUNK);
      log.readFully(chunk, 0, size);
      sha256.update(chunk, 0, size);
      left -= size;
    }
    return UpperHex.of(sha256.digest());
  }
}
