package io.mtlsagent.audit;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes this JVM the only writer of a log file, or finds it another name beside it.
 *
 * <p>The lock lies on a file of its own ({@code .mtls-audit.lock} for {@code mtls-audit.jsonl}) and
 * not on the log: a POSIX lock is lost as soon as anything in the process closes the locked file,
 * and an application may well read its own audit log; and a lock on the log would move away with it
 * at each rotation. The operating system lets go of it when the process ends, however it ends. The
 * file stays, for a lock file that is deleted can be held twice.
 */
final class AuditFileLock {

  private static final String EXTENSION = ".jsonl";
  private static final int MAX_CANDIDATES = 32;

  /**
   * What this process holds. Static because POSIX locks belong to the process: opening and closing
   * a held lock file a second time would release it.
   */
  private static final Set<String> HELD = new HashSet<>();

  private final File log;
  private final File lockFile;
  private final @Nullable RandomAccessFile held;

  private AuditFileLock(File log, File lockFile, @Nullable RandomAccessFile held) {
    this.log = log;
    this.lockFile = lockFile;
    this.held = held;
  }

  /** The file to write: the one wanted, or NAME.PID.jsonl where another JVM writes that. */
  File log() {
    return log;
  }

  /**
   * Locks the wanted file, else the first free one beside it.
   *
   * @throws IOException where every candidate is taken
   */
  static AuditFileLock acquire(File wanted, long processId, AuditDiagnostics diagnostics)
      throws IOException {
    for (int number = 0; number < MAX_CANDIDATES; number++) {
      File candidate = number == 0 ? wanted : beside(wanted, processId, number);
      AuditFileLock lock = tryLock(candidate, diagnostics);
      if (lock != null) {
        if (number > 0) {
          diagnostics.line(
              "audit: another JVM writes " + wanted + "; this one writes " + candidate);
        }
        return lock;
      }
    }
    throw new IOException(wanted + ": other JVMs write to it and to every name beside it");
  }

  private static @Nullable AuditFileLock tryLock(File log, AuditDiagnostics diagnostics) {
    File lockFile = lockFile(log);
    synchronized (HELD) {
      if (HELD.contains(lockFile.getAbsolutePath())) {
        return null;
      }
      RandomAccessFile opened = null;
      try {
        opened = new RandomAccessFile(lockFile, "rw");
        FileLock lock = opened.getChannel().tryLock();
        if (lock == null) {
          opened.close();
          return null;
        }
        HELD.add(lockFile.getAbsolutePath());
        return new AuditFileLock(log, lockFile, opened);
      } catch (OverlappingFileLockException e) {
        // Held by another copy of this class in this JVM, whose lock closing would release.
        return null;
      } catch (IOException e) {
        closeQuietly(opened);
        diagnostics.line(
            "audit: "
                + log
                + " cannot be locked ("
                + e.getMessage()
                + "); let no other JVM"
                + " write it");
        return new AuditFileLock(log, lockFile, null);
      }
    }
  }

  void release() {
    synchronized (HELD) {
      if (held != null) {
        closeQuietly(held);
        HELD.remove(lockFile.getAbsolutePath());
      }
    }
  }

  private static File lockFile(File log) {
    return new File(log.getAbsoluteFile().getParentFile(), "." + baseName(log) + ".lock");
  }

  private static File beside(File wanted, long processId, int number) {
    String process =
        processId == ProcessId.UNKNOWN
            ? Long.toString(System.currentTimeMillis())
            : Long.toString(processId);
    String again = number == 1 ? "" : "-" + number;
    return new File(
        wanted.getAbsoluteFile().getParentFile(),
        baseName(wanted) + "." + process + again + EXTENSION);
  }

  private static String baseName(File log) {
    String name = log.getName();
    return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
  }

  private static void closeQuietly(@Nullable RandomAccessFile file) {
    if (file == null) {
      return;
    }
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was written to it.
    }
  }
}
