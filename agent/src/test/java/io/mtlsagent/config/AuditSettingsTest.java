package io.mtlsagent.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.policy.AuditDelivery;
import io.mtlsagent.policy.AuditOverflow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
  void aCollectorHasATransportAHostAndAPort() throws Exception {
    SyslogTarget target = audit("audit.file=syslog:tls://logs.example:7000").syslog();

    assertThat(target.transport()).isEqualTo(SyslogTransport.TLS);
    assertThat(target.host()).isEqualTo("logs.example");
    assertThat(target.port()).isEqualTo(7000);
    assertThat(audit("audit.file=syslog:udp://localhost").syslog())
        .hasToString("syslog:udp://localhost:514");
    assertThat(audit("audit.file=syslog:tcp://[2001:db8::1]").syslog())
        .hasToString("syslog:tcp://[2001:db8::1]:601");
    assertThat(audit("audit.file=syslog:udp://127.0.0.1:1514").syslog().host())
        .isEqualTo("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "syslog:",
        "syslog:logs.example",
        "syslog:http://logs.example",
        "syslog:udp://",
        "syslog:udp://:514",
        "syslog:udp://logs.example:",
        "syslog:udp://logs.example:0",
        "syslog:udp://logs.example:65536",
        "syslog:udp://2001:db8::1:514",
        "syslog:udp://[logs.example]:514",
        "syslog:udp://*.example:514",
        "syslog:udp://logs.example:514/path"
      })
  void whatIsNoCollectorIsRefusedWithAnExample(String target) {
    assertThatThrownBy(() -> audit("audit.file=" + target))
        .hasMessageContaining("is no syslog target. Write one such as syslog:tls://logs.example");
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
