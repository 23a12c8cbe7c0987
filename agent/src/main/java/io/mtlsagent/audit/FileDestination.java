package io.mtlsagent.audit;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A log file: locked, rotated by size, reopened when it was moved away, mended after a torn line.
 *
 * <p>Lines are appended (O_APPEND), whole ones in each write, so that a file that is copied and
 * truncated by others goes on at its new end. Output streams and not channels: a channel is closed
 * by a write of an interrupted thread, and threads of the application write here.
 */
final class FileDestination implements LineDestination {

  /** How the file is changed; a class and not a lambda, which costs start-up time. */
  static class Appender {
    OutputStream open(File file) throws IOException {
      return new FileOutputStream(file, true);
    }

    void shorten(File file, long length) throws IOException {
      try (FileOutputStream log = new FileOutputStream(file, true)) {
        log.getChannel().truncate(length);
      }
    }
  }

  private static final int MAX_TOGETHER = 64 * 1024;
  private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long ROTATION_RETRY_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final File wanted;
  private final AuditOptions options;
  private final Appender appender;
  private final AuditDiagnostics diagnostics;

  private @Nullable AuditFileLock lock;
  private @Nullable OutputStream out;
  private long length;
  private boolean tailKnown;
  private boolean tornLine;
  private boolean begun;
  private volatile boolean watching;
  private @Nullable Object identity;
  private long nextLook;
  private long noRotationUntil = System.nanoTime();

  FileDestination(
      File wanted, AuditOptions options, Appender appender, AuditDiagnostics diagnostics) {
    this.wanted = wanted;
    this.options = options;
    this.appender = appender;
    this.diagnostics = diagnostics;
  }

  /** Opens the file without reading it: what the agent's start can afford. */
  void open() throws IOException {
    openFile();
  }

  /** From now on looks, once a second, whether the file is still in its place. */
  @Override
  public void started() {
    watching = true;
  }

  @Override
  public String name() {
    return (lock == null ? wanted : lock.log()).getPath();
  }

  @Override
  public @Nullable LogTail prepare() throws IOException {
    if (watching && out != null && System.nanoTime() - nextLook >= 0) {
      look();
    }
    if (out == null) {
      openFile();
    }
    if (tailKnown) {
      return null;
    }
    File file = file();
    LogTail tail = LogTail.of(file);
    if (tail != null) {
      tornLine = tail.tornBytes() > 0;
    } else if (!begun) {
      tail = LogTail.of(new RotatedFiles(file, options.rotateKeep).newest());
    }
    tailKnown = true;
    begun = true;
    return tail;
  }

  /** So many as a file may still take before it is rotated, and no more than a buffer's worth. */
  @Override
  public boolean takesTogether(int bytes, int more) {
    return bytes + more <= MAX_TOGETHER
        && (options.rotateBytes <= 0 || length + bytes + more <= options.rotateBytes);
  }

  @Override
  public void write(byte[] lines) throws IOException {
    if (isFull(lines.length)) {
      rotate();
    }
    OutputStream open = out;
    if (open == null) {
      throw new IOException(name() + " is not open");
    }
    byte[] bytes = tornLine ? afterNewline(lines) : lines;
    try {
      open.write(bytes);
    } catch (IOException e) {
      closeFile();
      throw removeBeginning() ? e : new LinesLeftException(leftOf(lines, bytes), e);
    }
    tornLine = false;
    length += bytes.length;
  }

  @Override
  public void close() {
    closeFile();
    if (lock != null) {
      lock.release();
      lock = null;
    }
  }

  private File file() {
    return lock == null ? wanted : lock.log();
  }

  private void openFile() throws IOException {
    if (lock == null) {
      lock = AuditFileLock.acquire(wanted, options.processId, diagnostics);
    }
    File file = file();
    Object before;
    do {
      closeFile();
      OwnerOnly.create(file);
      before = watching ? FileIdentity.of(file) : null;
      out = appender.open(file);
      identity = watching ? FileIdentity.of(file) : null;
      // Otherwise it was moved away just now, and this would go on writing to the moved one.
    } while (before != null && !before.equals(identity));
    length = file.length();
    nextLook = System.nanoTime() + LOOK_NANOS;
  }

  private void closeFile() {
    OutputStream open = out;
    out = null;
    tailKnown = false;
    tornLine = false;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        diagnostics.line("audit: " + name() + ": " + e.getMessage());
      }
    }
  }

  /** The identity is not known yet at the first look, since premain must not ask for it. */
  private void look() {
    nextLook = System.nanoTime() + LOOK_NANOS;
    Object now = FileIdentity.of(file());
    if (now == null || !now.equals(identity)) {
      closeFile();
    } else {
      length = file().length();
    }
  }

  private boolean isFull(int more) {
    return options.rotateBytes > 0
        && length > 0
        && length + more > options.rotateBytes
        && !tornLine
        && System.nanoTime() - noRotationUntil >= 0;
  }

  /** The chain goes on by the hash in memory: the new file is empty. */
  private void rotate() throws IOException {
    closeFile();
    if (!new RotatedFiles(file(), options.rotateKeep).rotate()) {
      noRotationUntil = System.nanoTime() + ROTATION_RETRY_NANOS;
      diagnostics.line("audit: " + name() + " cannot be rotated; it goes on growing");
    }
    openFile();
    tailKnown = true;
  }

  /**
   * Takes away what a failed write left; false where that cannot be done, as in a file that may
   * only be appended to. Then the next opening mends the line that is torn.
   */
  private boolean removeBeginning() {
    File file = file();
    if (file.length() <= length) {
      return true;
    }
    try {
      appender.shorten(file, length);
      return true;
    } catch (IOException e) {
      diagnostics.line("audit: " + name() + ": " + e.getMessage());
      return false;
    }
  }

  /**
   * How many bytes of the lines a failed write has left, by the file itself.
   *
   * @param written the lines as they were handed over, perhaps with a newline before them
   */
  private int leftOf(byte[] lines, byte[] written) throws IOException {
    try (RandomAccessFile log = new RandomAccessFile(file(), "r")) {
      byte[] found = new byte[(int) Math.min(log.length() - length, written.length)];
      log.seek(length);
      log.readFully(found);
      boolean ours = Arrays.equals(found, Arrays.copyOf(written, found.length));
      return ours ? Math.max(0, found.length - (written.length - lines.length)) : 0;
    }
  }

  private static byte[] afterNewline(byte[] line) {
    byte[] bytes = new byte[line.length + 1];
    bytes[0] = '\n';
    System.arraycopy(line, 0, bytes, 1, line.length);
    return bytes;
  }
}
