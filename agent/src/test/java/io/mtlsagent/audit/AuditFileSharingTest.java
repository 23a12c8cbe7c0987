package io.mtlsagent.audit;

import static io.mtlsagent.audit.AuditLogFixture.STOPPED;
import static io.mtlsagent.audit.AuditLogFixture.event;
import static io.mtlsagent.audit.AuditLogFixture.syncTo;
import static io.mtlsagent.audit.AuditLogFixture.verified;
import static io.mtlsagent.audit.AuditLogFixture.writeAndClose;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.audit.AuditLogFixture.Diagnostics;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real JVMs on one file. */
class AuditFileSharingTest {

  @TempDir Path folder;
  private File file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("mtls-audit.jsonl").toFile();
  }

  @Test
  void aSecondJvmWritesNamePidJsonlBesideTheFile() throws Exception {
    AuditLog ours = AuditLog.open(syncTo(file).build(), new Diagnostics());
    ours.write(event(1));
    // A POSIX lock on the log itself would be lost by this.
    Files.readAllBytes(file.toPath());
    try (SecondJvm other = SecondJvm.writing(file)) {
      File beside = folder.resolve("mtls-audit." + other.processId() + ".jsonl").toFile();
      assertThat(other.destination()).isEqualTo(beside.getPath());
      assertThat(verified(beside).beginsAtOrigin()).isTrue();
      assertThat(Json.lines(file)).hasSize(1);
    }
    ours.close(STOPPED);
  }

  @Test
  void theLockOfAKilledJvmIsFreeAndItsChainGoesOn() throws Exception {
    try (SecondJvm other = SecondJvm.writing(file)) {
      assertThat(other.destination()).isEqualTo(file.getPath());
      AuditLog meanwhile = AuditLog.open(syncTo(file).processId(7).build(), new Diagnostics());
      assertThat(meanwhile.destination()).endsWith("mtls-audit.7.jsonl");
      meanwhile.close(STOPPED);
    }
    long before = verified(file).lines();
    writeAndClose(syncTo(file), 1, 1);
    AuditVerification found = verified(file);
    assertThat(found.problem()).isEmpty();
    assertThat(found.beginsAtOrigin()).isTrue();
    assertThat(found.lines()).isGreaterThan(before);
    assertThat(found.tornLines()).isLessThanOrEqualTo(1);
  }
}
