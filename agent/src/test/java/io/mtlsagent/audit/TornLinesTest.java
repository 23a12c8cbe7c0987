package io.mtlsagent.audit;

import static io.mtlsagent.audit.AuditLogFixture.syncTo;
import static io.mtlsagent.audit.AuditLogFixture.verified;
import static io.mtlsagent.audit.AuditLogFixture.writeAndClose;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Lines that a kill has cut off, one after the other, and what somebody may make look like them.
 */
class TornLinesTest {

  /** Within the action: neither the number nor the hash of the line before is left. */
  private static final int EARLY = 60;

  @TempDir Path folder;
  private File file;

  @BeforeEach
  void writeALogOfThreeLines() throws Exception {
    file = folder.resolve("audit.jsonl").toFile();
    writeAndClose(syncTo(file), 1, 2);
  }

  /** The agent starts, and is killed while it writes its first line. */
  private void startAndTearTheFirstLine(int bytesLeft) throws Exception {
    long before = file.length();
    writeAndClose(syncTo(file), 3, 3);
    int newline = endsWithNewline(before) ? 0 : 1;
    cutTo(before + newline + bytesLeft);
  }

  private boolean endsWithNewline(long length) throws Exception {
    return Files.readAllBytes(file.toPath())[(int) length - 1] == '\n';
  }

  private void cutTo(long length) throws Exception {
    try (RandomAccessFile log = new RandomAccessFile(file, "rw")) {
      log.setLength(length);
    }
  }

  /** Of an {@code audit-dropped} line: the newline alone is missing, or its last bytes. */
  private int late() throws Exception {
    long before = file.length();
    writeAndClose(syncTo(file), 3, 3);
    String written = Files.readString(file.toPath()).substring((int) before).stripLeading();
    cutTo(before);
    return written.indexOf('\n') - 2;
  }

  private void assertTorn(int torn, int gaps) throws Exception {
    AuditVerification found = verified(file);
    assertThat(found.problem()).isEmpty();
    assertThat(found.tornLines()).isEqualTo(torn);
    assertThat(found.tornAt()).hasSize(torn);
    assertThat(found.gaps()).isEqualTo(gaps);
  }

  private AuditVerification verify(List<String> lines) throws Exception {
    byte[] log = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return AuditVerifier.verify("audit.jsonl", new ByteArrayInputStream(log));
  }

  private void assertProblem(List<String> lines, AuditProblem.Kind kind, long line)
      throws Exception {
    AuditVerification found = verify(lines);
    assertThat(found.problem()).isPresent();
    assertThat(found.problem().get().kind()).isEqualTo(kind);
    assertThat(found.problem().get().line()).isEqualTo(line);
  }

  @Test
  void twoInARowAreTorn() throws Exception {
    startAndTearTheFirstLine(EARLY);
    startAndTearTheFirstLine(EARLY);
    writeAndClose(syncTo(file), 4, 4);
    assertTorn(2, 2);
    assertThat(verified(file).tornAt())
        .containsExactly(file.getPath() + ":4", file.getPath() + ":5");
  }

  @Test
  void manyInARowAreTorn() throws Exception {
    for (int kill = 0; kill < 9; kill++) {
      startAndTearTheFirstLine(EARLY + kill);
    }
    writeAndClose(syncTo(file), 4, 4);
    assertTorn(9, 9);
  }

  @Test
  void thoseCutOffAfterTheirHashLeaveNoGap() throws Exception {
    startAndTearTheFirstLine(late());
    startAndTearTheFirstLine(late());
    writeAndClose(syncTo(file), 4, 4);
    assertTorn(2, 0);
  }

  @Test
  void theFirstOfTwoMayHaveAnyBytesWhereTheSecondTellsItsHash() throws Exception {
    Files.write(file.toPath(), new byte[] {'{', 0x1b, 7}, StandardOpenOption.APPEND);
    startAndTearTheFirstLine(late());
    writeAndClose(syncTo(file), 4, 4);
    assertTorn(2, 1);
  }

  @Test
  void zerosInTheMiddleOfARowAreTornLinesToo() throws Exception {
    startAndTearTheFirstLine(EARLY);
    Files.write(file.toPath(), new byte[5000], StandardOpenOption.APPEND);
    startAndTearTheFirstLine(EARLY);
    writeAndClose(syncTo(file), 4, 4);
    assertTorn(2, 2);
  }

  @Test
  void anyBeginningOfALineIsOne() throws Exception {
    String line = Json.texts(file).get(2);
    List<String> before = Json.texts(file).subList(0, 2);
    for (int bytes = 1; bytes < line.length(); bytes++) {
      List<String> lines = new ArrayList<>(before);
      lines.add(line.substring(0, bytes));
      AuditVerification found = verify(lines);
      assertThat(found.problem()).as("%d bytes", bytes).isPresent();
      assertThat(found.problem().get().kind())
          .as("%d bytes", bytes)
          .isEqualTo(AuditProblem.Kind.TORN_LAST_LINE);
    }
  }

  @Test
  void twoAtTheEndOfALogAreTheLastLineAndATornOne() throws Exception {
    startAndTearTheFirstLine(EARLY);
    startAndTearTheFirstLine(EARLY);
    AuditVerification found = verified(file);
    assertThat(found.problem().get().kind()).isEqualTo(AuditProblem.Kind.TORN_LAST_LINE);
    assertThat(found.problem().get().line()).isEqualTo(5);
    assertThat(found.tornLines()).isEqualTo(1);
  }

  @Test
  void aRowThatGoesOverRotationIsOne() throws Exception {
    startAndTearTheFirstLine(EARLY);
    assertThat(file.renameTo(new File(file.getPath() + ".1"))).isTrue();
    writeAndClose(syncTo(file), 3, 3);
    cutTo(EARLY);
    writeAndClose(syncTo(file), 4, 4);
    assertTorn(2, 2);
  }

  @Test
  void aChangeOfTheLastOfTwoShows() throws Exception {
    startAndTearTheFirstLine(EARLY);
    startAndTearTheFirstLine(EARLY);
    writeAndClose(syncTo(file), 4, 4);
    List<String> lines = new ArrayList<>(Json.texts(file));
    lines.set(4, lines.get(4).replaceFirst("202", "203"));
    assertProblem(lines, AuditProblem.Kind.NOT_JSON, 4);
  }

  @Test
  void aChangeOfTheFirstOfTwoShowsWhereTheSecondTellsItsHash() throws Exception {
    startAndTearTheFirstLine(EARLY);
    startAndTearTheFirstLine(late());
    writeAndClose(syncTo(file), 4, 4);
    List<String> lines = new ArrayList<>(Json.texts(file));
    lines.set(3, lines.get(3).replaceFirst("202", "203"));
    assertProblem(lines, AuditProblem.Kind.NOT_JSON, 4);
  }

  @Test
  void somethingElseThanTheBeginningOfALineInARowShows() throws Exception {
    startAndTearTheFirstLine(EARLY);
    startAndTearTheFirstLine(EARLY);
    writeAndClose(syncTo(file), 4, 4);
    List<String> lines = new ArrayList<>(Json.texts(file));
    lines.add(4, "nothing of the agent's");
    assertProblem(lines, AuditProblem.Kind.NOT_JSON, 4);
    lines.set(4, "");
    assertProblem(lines, AuditProblem.Kind.NOT_JSON, 4);
    lines.set(4, lines.get(1));
    assertProblem(lines, AuditProblem.Kind.NOT_JSON, 4);
  }

  @Test
  void aLineRemovedBeforeATornOneShowsByItsHash() throws Exception {
    startAndTearTheFirstLine(late());
    writeAndClose(syncTo(file), 4, 4);
    List<String> lines = new ArrayList<>(Json.texts(file));
    lines.remove(2);
    assertProblem(lines, AuditProblem.Kind.HASH_MISMATCH, 3);
  }

  @Test
  void aLineRemovedBeforeATornOneShowsByItsNumber() throws Exception {
    String third = Json.texts(file).get(2);
    int afterTheNumber = third.indexOf("\"sequence\":3") + 14;
    cutTo(file.length() - third.length() - 1 + afterTheNumber);
    writeAndClose(syncTo(file), 4, 4);
    assertTorn(1, 1);
    List<String> lines = new ArrayList<>(Json.texts(file));
    lines.remove(1);
    assertProblem(lines, AuditProblem.Kind.HASH_MISMATCH, 2);
  }

  @Test
  void aFileBeforeTheLastThatWasCutOffShows() throws Exception {
    File older = new File(file.getPath() + ".1");
    assertThat(file.renameTo(older)).isTrue();
    writeAndClose(syncTo(file), 3, 3);
    try (RandomAccessFile log = new RandomAccessFile(older, "rw")) {
      log.setLength(log.length() - 5);
    }
    assertThat(verified(file).problem().get().kind()).isEqualTo(AuditProblem.Kind.NOT_JSON);
    assertThat(verified(file).problem().get().file()).isEqualTo(older.getPath());
  }
}
