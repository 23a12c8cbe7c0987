package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.TestContexts;
import io.mtlsagent.testing.AuditSchema;
import io.mtlsagent.testing.SyslogCollector;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Audit lines that go to a syslog collector over TLS. */
class SyslogIT {

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"sync", "async"})
  void linesReachTheCollectorAndItsOwnConnectionLeavesNone(String delivery) throws Exception {
    MutualTls material = MutualTls.in(directory);
    PeerFiles server = material.pki().server(PeerKind.GOOD);
    List<String> actions = new ArrayList<>();
    try (SyslogCollector collector = collector(material, server)) {
      try (RunningApp app = start(material, collector, delivery)) {
        assertThat(material.goodClient().get("https://localhost:" + app.port() + "/").output())
            .startsWith("hello");
      }
      while (!actions.contains("agent-stopped")) {
        actions.add(next(collector));
      }
      assertThat(collector.hasMore()).isFalse();
    }
    actions.remove("certificate-expiring"); // ours lives a month
    assertThat(actions).containsExactly("agent-started", "peer-accepted", "agent-stopped");
  }

  @Test
  void aCollectorThatTheAgentWouldNotTrustGetsNothingAndHandshakesAreRefused() throws Exception {
    MutualTls material = MutualTls.in(directory);
    PeerFiles revoked = material.pki().server(PeerKind.REVOKED);
    try (SyslogCollector collector = collector(material, revoked);
        RunningApp app = start(material, collector, "sync")) {
      assertThat(material.goodClient().get("https://localhost:" + app.port() + "/").output())
          .doesNotContain("hello");
      assertThat(app.errors())
          .as("%s", app)
          .anyMatch(line -> line.contains("the collector is refused: revoked"));
      assertThat(collector.hasMore()).isFalse();
    }
  }

  private static RunningApp start(MutualTls material, SyslogCollector collector, String delivery) {
    AgentConfig config =
        material
            .config("syslog")
            .set("audit.file", "syslog:tls://localhost:" + collector.port())
            .set("audit.delivery", delivery);
    Launch launch =
        Launch.of(TestApp.HTTPS_SERVER, material.oneWay().serverArguments())
            .withAgent(config.write());
    return Jvms.own().start(launch).awaitReady();
  }

  /** Demands a certificate, as RFC 5425 advises. */
  private static SyslogCollector collector(MutualTls material, PeerFiles own) throws Exception {
    SSLServerSocket listening =
        (SSLServerSocket)
            TestContexts.of(own, List.of(material.pki().rootCertificate()))
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    listening.setNeedClientAuth(true);
    return SyslogCollector.on(listening);
  }

  private static String next(SyslogCollector collector) throws Exception {
    String message = collector.next();
    String json = message.substring(message.indexOf('{'));
    assertThat(AuditSchema.published().problemsOf(json)).isEmpty();
    return message.split(" ")[5];
  }
}
