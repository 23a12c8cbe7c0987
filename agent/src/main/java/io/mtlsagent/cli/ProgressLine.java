package io.mtlsagent.cli;

import io.mtlsagent.cli.report.Progress;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** A line on a terminal that is written over and over; none where stderr is no terminal. */
final class ProgressLine implements Progress {

  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final PrintWriter err;
  private final long totalBytes;
  private final boolean terminal;
  private long next = System.nanoTime() + 2 * INTERVAL_NANOS;
  private boolean shown;

  ProgressLine(PrintWriter err, List<File> files) {
    this.err = err;
    long total = 0;
    for (File file : files) {
      total += file.length();
    }
    this.totalBytes = total;
    this.terminal = isTerminal(Paths.get("/proc/self/fd/2"));
  }

  /** No lines and no bytes wipe the line. */
  @Override
  public void at(long lines, long bytes) {
    if (lines == 0) {
      if (shown) {
        err.print("\r\u001b[K");
        err.flush();
      }
      return;
    }
    if (!terminal || System.nanoTime() - next < 0) {
      return;
    }
    next = System.nanoTime() + INTERVAL_NANOS;
    shown = true;
    String part =
        totalBytes == 0
            ? ""
            : String.format(Locale.ROOT, "%d %%, ", Math.min(100, 100 * bytes / totalBytes));
    err.print(String.format(Locale.ROOT, "\r[mtls-agent] %s%,d lines read\u001b[K", part, lines));
    err.flush();
  }

  /**
   * Java 8 does not tell of stderr by itself; the console of others is that of stdin and stdout.
   */
  private static boolean isTerminal(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
