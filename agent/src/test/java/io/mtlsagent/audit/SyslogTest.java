package io.mtlsagent.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.audit.AuditLogFixture.Diagnostics;
import io.mtlsagent.policy.AuditDelivery;
import io.mtlsagent.policy.DetachedThread;
import io.mtlsagent.testing.AuditSchema;
import io.mtlsagent.testing.SyslogCollector;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SyslogTest {

  private static final AuditEvent REFUSED =
      AuditEvent.of(AuditAction.CONFIG_REFUSED).reason("a line\nin \u201dthe\u202e file").build();
  private static final AuditEvent STOPPED = AuditEvent.of(AuditAction.AGENT_STOPPED).build();

  private final Diagnostics diagnostics = new Diagnostics();

  @Test
  void aLineIsTheMessageOfADatagram() throws Exception {
    try (DatagramSocket collector = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"))) {
      collector.setSoTimeout(30_000);
      AuditLog log =
          log(
              AuditTarget.syslogByUdp("udp", "127.0.0.1", collector.getLocalPort()),
              AuditDelivery.SYNC);
      log.start();
      log.record(REFUSED);
      DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
      collector.receive(packet);
      String message = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
      assertThat(message)
          .matches(
              "(?s)<108>1 \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z [!-~]+ mtls-agent \\d+"
                  + " config-refused - \\{.*\\}");
      assertThat(json(message)).contains("a line\\u000ain \u201dthe\\u202e file");
      assertThat(AuditSchema.published().problemsOf(json(message))).isEmpty();
      log.close(STOPPED);
    }
  }

  @Test
  void severityFollowsTheOutcome() throws Exception {
    try (SyslogCollector collector = SyslogCollector.at(0)) {
      AuditLog log = log(tcp(collector.port()), AuditDelivery.SYNC);
      log.start();
      log.record(AuditEvent.of(AuditAction.CONFIG_RELOADED).build());
      log.record(AuditEvent.of(AuditAction.CERTIFICATE_EXPIRING).build());
      assertThat(collector.next()).startsWith("<110>1 ").contains(" config-reloaded - {");
      assertThat(collector.next()).startsWith("<109>1 ").contains(" certificate-expiring - {");
      log.close(STOPPED);
    }
  }

  @Test
  void nothingIsSentBeforeTheStartAndAllOfItAfter() throws Exception {
    try (SyslogCollector collector = SyslogCollector.at(0)) {
      AuditLog log = log(tcp(collector.port()), AuditDelivery.SYNC);
      log.record(AuditEvent.of(AuditAction.AGENT_STARTED).build());
      assertThat(log.counters().written()).isZero();
      assertThat(diagnostics.lines).isEmpty();
      log.start();
      assertThat(collector.next()).contains("agent-started");
      log.close(STOPPED);
      assertThat(collector.next()).contains("agent-stopped");
    }
  }

  @Test
  void aLogThatWasNeverStartedIsSentAtItsClose() throws Exception {
    try (SyslogCollector collector = SyslogCollector.at(0)) {
      AuditLog log = log(tcp(collector.port()), AuditDelivery.ASYNC);
      log.record(AuditEvent.of(AuditAction.AGENT_STARTED).build());
      log.close(STOPPED);
      assertThat(collector.next()).contains("agent-started");
      assertThat(collector.next()).contains("agent-stopped");
    }
  }

  @Test
  void whileTheCollectorIsDownLinesWaitAndThenComeInOrder() throws Exception {
    SyslogCollector first = SyslogCollector.at(0);
    int port = first.port();
    AuditLog log = log(tcp(port), AuditDelivery.ASYNC);
    log.start();
    log.write(AuditLogFixture.event(1));
    assertThat(first.next()).contains("\"sequence\":1").contains("\"u1\"");
    first.close();
    // Longer than a connection may be idle without being looked at.
    Thread.sleep(1_100);
    for (int number = 2; number <= 5; number++) {
      log.write(AuditLogFixture.event(number));
    }
    Awaitility.await().until(() -> !diagnostics.lines.isEmpty());
    assertThat(diagnostics.lines.get(0)).startsWith("audit: tcp cannot be written (");
    try (SyslogCollector second = SyslogCollector.at(port)) {
      for (int number = 2; number <= 5; number++) {
        assertThat(second.next()).contains("\"sequence\":" + number).contains("\"u" + number);
      }
      Awaitility.await()
          .untilAsserted(
              () -> assertThat(diagnostics.lines).contains("audit: tcp is written again"));
      log.close(STOPPED);
    }
  }

  @Test
  void syncAndBlockRefuseHandshakesWhileTheCollectorIsDown() throws Exception {
    SyslogCollector gone = SyslogCollector.at(0);
    gone.close();
    AuditLog log = log(tcp(gone.port()), AuditDelivery.SYNC);
    log.start();
    assertThatThrownBy(() -> log.write(AuditLogFixture.event(1)))
        .isInstanceOf(AuditUnavailableException.class);
  }

  @Test
  void theNetworkIsUsedByTheAgentsOwnThreadAlone() throws Exception {
    try (SyslogCollector collector = SyslogCollector.at(0)) {
      List<Boolean> own = new CopyOnWriteArrayList<>();
      CollectorTls tls =
          (plain, host, port) -> {
            own.add(DetachedThread.isForNetwork());
            return plain;
          };
      AuditLog log =
          log(
              AuditTarget.syslogByTcp("tls", "127.0.0.1", collector.port(), tls),
              AuditDelivery.SYNC);
      log.start();
      log.write(AuditLogFixture.event(1));
      assertThat(collector.next()).contains("u1");
      assertThat(own).containsExactly(true);
      assertThat(DetachedThread.isForNetwork()).isFalse();
      log.close(STOPPED);
    }
  }

  @Test
  void aCollectorThatIsRefusedGetsNoLine() throws Exception {
    try (SyslogCollector collector = SyslogCollector.at(0)) {
      CollectorTls tls =
          (plain, host, port) -> {
            throw new IOException("the collector is refused: untrusted");
          };
      AuditLog log =
          log(
              AuditTarget.syslogByTcp("tls", "127.0.0.1", collector.port(), tls),
              AuditDelivery.SYNC);
      log.start();
      assertThatThrownBy(() -> log.write(AuditLogFixture.event(1)))
          .hasMessageContaining("the collector is refused: untrusted");
      assertThat(collector.hasMore()).isFalse();
    }
  }

  private AuditLog log(AuditTarget target, AuditDelivery delivery) throws Exception {
    return AuditLog.open(AuditOptions.to(target).delivery(delivery).build(), diagnostics);
  }

  private static AuditTarget tcp(int port) {
    return AuditTarget.syslogByTcp("tcp", "127.0.0.1", port, null);
  }

  private static String json(String message) {
    return message.substring(message.indexOf('{'));
  }
}
