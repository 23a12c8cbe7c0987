package io.mtlsagent.audit;

import static io.mtlsagent.audit.AuditLogFixture.STOPPED;
import static io.mtlsagent.audit.AuditLogFixture.asyncTo;
import static io.mtlsagent.audit.AuditLogFixture.event;
import static io.mtlsagent.audit.AuditLogFixture.verified;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.audit.AuditLogFixture.Diagnostics;
import java.io.File;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines that wait are handed to the file together: a system call for each would cost more. */
class LinesTogetherTest {

  private static final int EVENTS = 150;

  @TempDir Path folder;
  private File file;
  private final Disk disk = new Disk();

  /** Counts writes, and refuses those that are longer than there is room for. */
  private static final class Disk extends FileDestination.Appender {

    int writes;
    int room = Integer.MAX_VALUE;
    boolean appendOnly;

    @Override
    OutputStream open(File file) throws IOException {
      return new FilterOutputStream(super.open(file)) {
        @Override
        public void write(byte[] bytes) throws IOException {
          if (bytes.length > room) {
            out.write(bytes, 0, room);
            throw new IOException("No space left on device");
          }
          writes++;
          out.write(bytes);
        }
      };
    }

    @Override
    void shorten(File file, long length) throws IOException {
      if (appendOnly) {
        throw new IOException("Operation not permitted");
      }
      super.shorten(file, length);
    }
  }

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("mtls-audit.jsonl").toFile();
  }

  /** Nothing takes the events from the queue before the log is closed. */
  private void writeWaiting(AuditOptions options) throws Exception {
    Diagnostics diagnostics = new Diagnostics();
    AuditLog log =
        new AuditLog(options, new FileDestination(file, options, disk, diagnostics), diagnostics);
    for (int number = 1; number <= EVENTS; number++) {
      log.write(event(number));
    }
    log.close(STOPPED);
  }

  private static Object[] users() {
    return IntStream.rangeClosed(1, EVENTS + 1)
        .mapToObj(number -> number <= EVENTS ? "u" + number : null)
        .toArray();
  }

  @Test
  void waitingLinesTakeFewWritesAndMakeOneChain() throws Exception {
    writeWaiting(asyncTo(file).build());

    assertThat(disk.writes).isBetween(1, EVENTS / 10);
    assertThat(Json.each(Json.lines(file), "user.name")).containsExactly(users());
    assertThat(Json.each(Json.lines(file), "event.sequence"))
        .containsExactly(LongStream.rangeClosed(1, EVENTS + 1).boxed().toArray());
    assertThat(verified(file).problem()).isEmpty();
  }

  @Test
  void linesOfOneWriteNeverCrossARotation() throws Exception {
    long limit = 5_000;
    writeWaiting(asyncTo(file).rotate(limit, 100).build());

    List<File> files = RotatedFiles.oldestFirst(file);
    assertThat(files).hasSizeGreaterThan(3).allMatch(each -> each.length() <= limit);
    assertThat(disk.writes).isGreaterThanOrEqualTo(files.size()).isLessThan(EVENTS);
    assertThat(verified(file).problem()).isEmpty();
    assertThat(verified(file).lines()).isEqualTo(EVENTS + 1);
  }

  /** What did not fit is taken away, and written again line by line: none twice, none lost. */
  @Test
  void diskWithRoomForOneLineGetsThemOneByOne() throws Exception {
    disk.room = 600;
    writeWaiting(asyncTo(file).build());

    assertThat(disk.writes).isBetween(EVENTS - 2, EVENTS + 1);
    assertThat(Json.each(Json.lines(file), "user.name")).containsExactly(users());
    assertThat(verified(file).problem()).isEmpty();
    assertThat(verified(file).tornLines()).isZero();
  }

  /** As chattr +a makes it: what a failed write has left of several lines stays, and counts. */
  @Test
  void wholeLinesThatCannotBeTakenAwayAreNotWrittenTwice() throws Exception {
    disk.room = 1_500;
    disk.appendOnly = true;
    writeWaiting(asyncTo(file).build());

    List<Map<String, Object>> whole = new ArrayList<>();
    for (String line : Files.readAllLines(file.toPath())) {
      if (line.endsWith("}}") && !line.contains("\"audit-dropped\"")) {
        whole.add(Json.object(line));
      }
    }
    assertThat(Json.each(whole, "user.name")).containsExactly(users());
    assertThat(verified(file).problem()).isEmpty();
    assertThat(verified(file).tornLines()).isPositive();
  }
}
