package io.mtlsagent.audit;

import static io.mtlsagent.audit.AuditLogFixture.STOPPED;
import static io.mtlsagent.audit.AuditLogFixture.asyncTo;
import static io.mtlsagent.audit.AuditLogFixture.event;
import static io.mtlsagent.audit.AuditLogFixture.syncTo;
import static io.mtlsagent.audit.AuditLogFixture.verified;
import static io.mtlsagent.audit.AuditLogFixture.writeAndClose;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.mtlsagent.audit.AuditLogFixture.Diagnostics;
import java.io.File;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {

  @TempDir Path folder;
  private File file;
  private final Diagnostics diagnostics = new Diagnostics();

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("mtls-audit.jsonl").toFile();
  }

  private void assertChainGood(long lines) throws Exception {
    AuditVerification found = verified(file);
    assertThat(found.problem()).isEmpty();
    assertThat(found.beginsAtOrigin()).isTrue();
    assertThat(found.lines()).isEqualTo(lines);
  }

  @Test
  void theChainBeginsWith64ZerosAndGoesOnOverARestart() throws Exception {
    writeAndClose(syncTo(file), 1, 3);
    writeAndClose(syncTo(file), 4, 5);
    List<Object> hashes = Json.each(Json.lines(file), "mtls.audit.previous_hash");
    assertThat(hashes).hasSize(7).doesNotHaveDuplicates();
    assertThat(hashes.get(0)).isEqualTo("0".repeat(64));
    assertChainGood(7);
  }

  @Test
  void theSequenceCountsFrom1InEachProcess() throws Exception {
    writeAndClose(syncTo(file), 1, 2);
    writeAndClose(syncTo(file), 3, 3);
    assertThat(Json.each(Json.lines(file), "event.sequence")).containsExactly(1L, 2L, 3L, 1L, 2L);
  }

  @Test
  void withoutChainNoHashIsWritten() throws Exception {
    writeAndClose(syncTo(file).chained(false), 1, 1);
    assertThat(Json.each(Json.lines(file), "mtls.audit")).containsOnlyNulls();
  }

  @Test
  void aTornLastLineIsKeptEndedAndTold() throws Exception {
    writeAndClose(syncTo(file), 1, 2);
    try (RandomAccessFile log = new RandomAccessFile(file, "rw")) {
      log.setLength(log.length() - 30);
    }
    writeAndClose(syncTo(file), 3, 3);
    List<String> texts = Json.texts(file);
    assertThatThrownBy(() -> Json.object(texts.get(2))).isInstanceOf(RuntimeException.class);
    assertThat(Json.at(Json.object(texts.get(3)), "event.action")).isEqualTo("audit-dropped");
    assertThat(Json.at(Json.object(texts.get(3)), "mtls.details.torn_bytes"))
        .isEqualTo((long) texts.get(2).length());
    assertThat(Json.at(Json.object(texts.get(4)), "user.name")).isEqualTo("u3");
    assertChainGood(6);
    assertThat(verified(file).tornLines()).isEqualTo(1);
  }

  @Test
  void zerosThatAPowerFailureLeavesAreATornLineToo() throws Exception {
    writeAndClose(syncTo(file), 1, 1);
    Files.write(file.toPath(), new byte[100_000], StandardOpenOption.APPEND);
    writeAndClose(syncTo(file), 2, 2);
    assertChainGood(6);
    assertThat(verified(file).tornLines()).isEqualTo(1);
  }

  @Test
  void afterARestartWithAnEmptyFileTheChainGoesOnFromTheNewestRotatedOne() throws Exception {
    writeAndClose(syncTo(file), 1, 3);
    assertThat(file.renameTo(new File(file.getPath() + ".1"))).isTrue();
    writeAndClose(syncTo(file), 4, 4);
    assertThat(Json.lines(file)).hasSize(2);
    assertChainGood(6);
  }

  @Test
  void rotationKeepsAsManyFilesAsAskedForAndNoneGrowsTooLarge() throws Exception {
    AuditLog log = AuditLog.open(syncTo(file).rotate(2_000, 3).build(), diagnostics);
    for (int i = 0; i < 100; i++) {
      log.write(event(i));
    }
    List<File> files = AuditVerifier.rotated(file);
    assertThat(files)
        .extracting(File::getName)
        .containsExactly(
            "mtls-audit.jsonl.3", "mtls-audit.jsonl.2", "mtls-audit.jsonl.1", "mtls-audit.jsonl");
    assertThat(files).allSatisfy(each -> assertThat(each.length()).isLessThanOrEqualTo(2_000));
    AuditVerification found = verified(file);
    assertThat(found.problem()).isEmpty();
    assertThat(found.beginsAtOrigin()).isFalse();
    log.close(STOPPED);
  }

  @Test
  void rotationUnderLoadKeepsTheChain() throws Exception {
    AuditLog log = AuditLog.open(asyncTo(file).rotate(20_000, 1_000).build(), diagnostics);
    log.start();
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  try {
                    log.write(event(i));
                  } catch (AuditUnavailableException e) {
                    throw new IllegalStateException(e);
                  }
                }
              });
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    log.close(STOPPED);
    assertThat(AuditVerifier.rotated(file)).hasSizeGreaterThan(10);
    assertChainGood(4_001);
  }

  @Test
  void aFileThatWasMovedAwayIsReopenedAndTheChainGoesOn() throws Exception {
    AuditLog log = AuditLog.open(syncTo(file).build(), diagnostics);
    log.start();
    log.write(event(1));
    File moved = new File(file.getPath() + ".1");
    assertThat(file.renameTo(moved)).isTrue();
    await()
        .until(
            () -> {
              log.write(event(2));
              return file.isFile() && file.length() > 0;
            });
    log.close(STOPPED);
    assertThat(Json.lines(moved)).isNotEmpty();
    assertThat(verified(file).problem()).isEmpty();
    assertThat(verified(file).beginsAtOrigin()).isTrue();
  }

  @Test
  void anEmptyFileInThePlaceOfTheMovedOneIsTakenUp() throws Exception {
    AuditLog log = AuditLog.open(syncTo(file).build(), diagnostics);
    log.start();
    log.write(event(1));
    assertThat(file.renameTo(new File(file.getPath() + ".1"))).isTrue();
    assertThat(file.createNewFile()).isTrue();
    await()
        .until(
            () -> {
              log.write(event(2));
              return file.length() > 0;
            });
    log.close(STOPPED);
    assertThat(verified(file).problem()).isEmpty();
    assertThat(verified(file).beginsAtOrigin()).isTrue();
  }

  @Test
  void aFileThatWasDeletedIsMadeAgain() throws Exception {
    AuditLog log = AuditLog.open(syncTo(file).build(), diagnostics);
    log.start();
    log.write(event(1));
    assertThat(file.delete()).isTrue();
    await()
        .until(
            () -> {
              log.write(event(2));
              return file.isFile() && file.length() > 0;
            });
    log.close(STOPPED);
    assertThat(Json.lines(file)).isNotEmpty();
  }

  @Test
  void aFileThatIsCopiedAndTruncatedGoesOnAtItsNewEnd() throws Exception {
    AuditLog log = AuditLog.open(syncTo(file).build(), diagnostics);
    log.start();
    log.write(event(1));
    log.write(event(2));
    Path copy = folder.resolve("mtls-audit.jsonl.1");
    Files.copy(file.toPath(), copy);
    Files.write(file.toPath(), new byte[0], StandardOpenOption.TRUNCATE_EXISTING);
    log.write(event(3));
    log.close(STOPPED);
    assertThat(Json.lines(file)).hasSize(2);
    assertChainGood(4);
  }

  @Test
  void aNewFileIsForItsOwnerAlone() throws Exception {
    writeAndClose(syncTo(file), 1, 1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.toPath())))
        .isEqualTo("rw-------");
  }

  @Test
  void aFileThatWasThereKeepsItsPermissions() throws Exception {
    Files.createFile(
        file.toPath(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----")));
    writeAndClose(syncTo(file), 1, 1);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.toPath())))
        .isEqualTo("rw-r-----");
  }

  @Test
  void aSecondLogOnTheSameFileWritesBesideItAndSaysSo() throws Exception {
    AuditLog first = AuditLog.open(syncTo(file).build(), diagnostics);
    AuditLog second = AuditLog.open(syncTo(file).processId(4242).build(), diagnostics);
    AuditLog third = AuditLog.open(syncTo(file).processId(4242).build(), diagnostics);
    File beside = folder.resolve("mtls-audit.4242.jsonl").toFile();
    assertThat(second.destination()).isEqualTo(beside.getPath());
    assertThat(third.destination()).endsWith("mtls-audit.4242-2.jsonl");
    assertThat(diagnostics.lines).hasSize(2).first().asString().contains(beside.getPath());
    first.write(event(1));
    second.write(event(2));
    assertThat(Json.each(Json.lines(file), "user.name")).containsExactly("u1");
    assertThat(Json.each(Json.lines(beside), "user.name")).containsExactly("u2");
    second.close(STOPPED);
    first.close(STOPPED);
    third.close(STOPPED);
  }

  @Test
  void aClosedLogGivesItsFileToTheNext() throws Exception {
    AuditLog.open(syncTo(file).build(), diagnostics).close(STOPPED);
    AuditLog next = AuditLog.open(syncTo(file).build(), diagnostics);
    assertThat(next.destination()).isEqualTo(file.getPath());
    next.close(STOPPED);
  }

  @Test
  void aMissingDirectoryIsNamedWithTheMend() {
    File lost = folder.resolve("logs").resolve("audit.jsonl").toFile();
    assertThatThrownBy(() -> AuditLog.open(syncTo(lost).build(), diagnostics))
        .isInstanceOf(AuditOpenException.class)
        .hasMessageContaining(lost.getPath())
        .hasMessageContaining("logs does not exist")
        .hasMessageContaining("Create it, or set audit.file");
  }

  @Test
  void aDirectoryIsNoLog() {
    assertThatThrownBy(() -> AuditLog.open(syncTo(folder.toFile()).build(), diagnostics))
        .isInstanceOf(AuditOpenException.class)
        .hasMessageContaining("is a directory");
  }

  @Test
  void theDefaultFallsBackToStandardErrorWithAWarning() throws Exception {
    File lost = folder.resolve("logs").resolve("audit.jsonl").toFile();
    AuditLog log =
        AuditLog.open(AuditOptions.to(AuditTarget.fileOrStandardError(lost)).build(), diagnostics);
    assertThat(log.destination()).isEqualTo("stderr");
    assertThat(diagnostics.lines).singleElement().asString().contains("goes to stderr");
  }

  @Test
  void openingReadsAndWritesNothing() throws Exception {
    Files.write(file.toPath(), "torn".getBytes(StandardCharsets.UTF_8));
    AuditLog log = AuditLog.open(asyncTo(file).build(), diagnostics);
    log.write(event(1));
    assertThat(file).hasContent("torn");
    assertThat(log.counters().queued()).isEqualTo(1);
    log.close(STOPPED);
    assertThat(verified(file).problem()).isEmpty();
    assertThat(verified(file).lines()).isEqualTo(4);
  }
}
