package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditSettingsTest {

  @TempDir Path directory;

  private AuditSettings audit(String... lines) throws Exception {
    return Written.complete(directory, lines).load().audit();
  }

  @Test
  void theDefaultIsAFileBesideTheConfigurationThatMayGiveWay() throws Exception {
    AuditSettings audit = audit();

    assertThat(audit.destination()).isEqualTo(AuditDestination.FILE);
    assertThat(audit.file()).isEqualTo(directory.resolve("mtls-audit.jsonl").toFile());
    assertThat(audit.isChosen()).isFalse();
    assertThat(audit.rotateSizeBytes()).isEqualTo(100_000_000);
    assertThat(audit.rotateKeep()).isEqualTo(10);
    assertThat(audit.delivery()).isEqualTo(AuditDelivery.ASYNC);
    assertThat(audit.overflow()).isEqualTo(AuditOverflow.BLOCK);
    assertThat(audit.isChained()).isTrue();
  }

  @Test
  void aChosenFileIsRelativeToTheConfiguration() throws Exception {
    AuditSettings audit = audit("audit.file=logs/audit.jsonl");

    assertThat(audit.file()).isEqualTo(directory.resolve("logs/audit.jsonl").toFile());
    assertThat(audit.isChosen()).isTrue();
    assertThat(audit("audit.file=/var/log/a").file()).hasToString("/var/log/a");
  }

  @Test
  void threeWordsAreNoFiles() throws Exception {
    assertThat(audit("audit.file=stdout").destination()).isEqualTo(AuditDestination.STDOUT);
    assertThat(audit("audit.file=stderr").destination()).isEqualTo(AuditDestination.STDERR);
    assertThat(audit("audit.file=none").destination()).isEqualTo(AuditDestination.NONE);
    assertThat(audit("audit.file=none").file()).isNull();
  }

  @Test
  void syslogComesLater() {
    assertThatThrownBy(() -> audit("audit.file=syslog:udp://localhost"))
        .hasMessageContaining("audit.file: a syslog target is not supported yet. Remove it");
  }

  @Test
  void theRestIsReadAsWritten() throws Exception {
    AuditSettings audit =
        audit(
            "audit.rotate.size=64KiB",
            "audit.rotate.keep=3",
            "audit.delivery=sync",
            "audit.overflow=drop",
            "audit.chain=false");

    assertThat(audit.rotateSizeBytes()).isEqualTo(65536);
    assertThat(audit.rotateKeep()).isEqualTo(3);
    assertThat(audit.delivery()).isEqualTo(AuditDelivery.SYNC);
    assertThat(audit.overflow()).isEqualTo(AuditOverflow.DROP);
    assertThat(audit.isChained()).isFalse();
  }

  @Test
  void atLeastOneRotatedFileIsKept() {
    assertThatThrownBy(() -> audit("audit.rotate.keep=0"))
        .hasMessageContaining("'0' is not a number from 1 to 100000");
  }
}
