package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.SocketsAndEngines.Side;
import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.tls.CommandResult;
import io.mtlsagent.it.tls.HelloRelay;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.OpenSsl;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Several rules in one virtual machine, whose application has one context for all of them. */
class EndpointsIT {

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;
  private static PkiFiles operators;

  private AgentConfig config;
  private Path folder;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
    operators = PkiFiles.in(directory.resolve("operators"), KeyKind.RSA);
  }

  @BeforeEach
  void configure(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName() + test.getDisplayName();
    folder = directory.resolve(name.replaceAll("[^A-Za-z0-9]", "-"));
    config = new AgentConfig(folder, pki.server(PeerKind.GOOD), pki);
    set("trust.certificates", operators.anchors());
    set("revocation.crl", operators.crls());
    set("identity.certificate", operators.server(PeerKind.GOOD).certificate());
    set("identity.key", operators.server(PeerKind.GOOD).key());
  }

  private void set(String key, Path file) {
    config.set("endpoint.admin." + key, file.toString());
  }

  @Test
  void aServerNameLeadsToItsRuleInAnySpelling() {
    config.set("endpoint.admin.role", "server").set("endpoint.admin.sni", "admin.example");
    try (GuardedServer server = start(GuardedServer.freePort(), GuardedServer.freePort())) {
      for (String name : List.of("admin.example", "ADMIN.Example")) {
        CommandResult operator =
            client(server.port(), "TLSv1.3", operators.client(PeerKind.GOOD))
                .serverName(name)
                .get("/admin");
        assertThat(operator.output()).as("%s%n%s", operator, server).contains("hello");
      }
      CommandResult user =
          client(server.port(), "TLSv1.3", operators.client(PeerKind.GOOD)).get("/admin");
      assertThat(user.output()).as("%s%n%s", user, server).doesNotContain("hello");
      // JSSE itself takes no name with a dot at its end: it must not lead to the laxer rule
      CommandResult dotted =
          client(server.port(), "TLSv1.3", pki.client(PeerKind.GOOD))
              .serverName("Admin.Example.")
              .get("/dotted");
      assertThat(dotted.output()).as("%s%n%s", dotted, server).doesNotContain("hello");
    }
  }

  /**
   * A rule by name must not be missed where the name comes in pieces: CVE-2026-32305 of Traefik.
   */
  @Test
  void theRuleIsTheSameHoweverTheHelloIsCut() {
    config.set("mode", "permissive").set("endpoint.admin.mode", "enforce");
    config.set("endpoint.admin.role", "server").set("endpoint.admin.sni", "admin.example");
    config.set("endpoint.open.role", "server").set("endpoint.open.sni", "localhost");
    SocketsAndEngines ports = new SocketsAndEngines(1);
    try (GuardedServer server = GuardedServer.start(Jvms.own(), ports.launch(oneWay), config)) {
      for (Side side : Side.values()) {
        for (int length : List.of(7, 61, 16_000)) {
          try (HelloRelay relay = HelloRelay.cutting(ports.port(side, 0), length)) {
            OpenSsl plain = OpenSsl.client(relay.port(), pki.anchors());
            assertThat(plain.get("/").output()).as("%s: %s", side, server).contains("hello");
            assertThat(plain.serverName("admin.example").get("/").output())
                .as("%s: %s", side, server)
                .doesNotContain("hello");
            assertThat(plain.serverName("nobody.example").get("/").output())
                .as("%s: an unknown name gets the strictest rule: %s", side, server)
                .doesNotContain("hello");
          }
        }
      }
    }
  }

  /** As in CVE-2025-66614 of Tomcat: one name in the handshake, another one in the request. */
  @Test
  void theHostHeaderChangesNothing() {
    config.set("mode", "permissive").set("endpoint.admin.mode", "enforce");
    config.set("endpoint.admin.role", "server").set("endpoint.admin.sni", "admin.example");
    config.set("endpoint.open.role", "server").set("endpoint.open.sni", "open.example");
    SocketsAndEngines ports = new SocketsAndEngines(1);
    try (GuardedServer server = GuardedServer.start(Jvms.own(), ports.launch(oneWay), config)) {
      for (Side side : Side.values()) {
        OpenSsl client = OpenSsl.client(ports.port(side, 0), pki.anchors());
        CommandResult open = client.serverName("open.example").get("/open", "admin.example");
        assertThat(open.output()).as("%s: %s%n%s", side, open, server).contains("hello");
        CommandResult admin = client.serverName("admin.example").get("/admin", "open.example");
        assertThat(admin.output()).as("%s: %s%n%s", side, admin, server).doesNotContain("hello");
      }
      assertThat(server.app().wasAsked("/admin")).isFalse();
      List<AuditLine> lines = server.audit().await("each client", 4, AuditLine::isVerdict);
      assertThat(lines)
          .extracting(line -> line.text("mtls.endpoint") + " " + line.text("mtls.decision"))
          .containsExactly(
              "open would-reject", "admin rejected", "open would-reject", "admin rejected");
    }
  }

  @Test
  void eachEndpointHasAModeOfItsOwn() {
    int port = GuardedServer.freePort();
    int adminPort = GuardedServer.freePort();
    config.set("endpoint.admin.ports", String.valueOf(adminPort));
    config.set("endpoint.admin.mode", "observe").set("endpoint.admin.user.rules", "san:dns");
    try (GuardedServer server = start(port, adminPort)) {
      OpenSsl without = OpenSsl.client(port, pki.anchors());
      assertThat(without.get("/").output()).doesNotContain("hello");
      OpenSsl observed = OpenSsl.client(adminPort, pki.anchors());
      assertThat(observed.get("/").output()).contains("hello");
      AuditLine line = verdict(server, found -> found.text("mtls.endpoint").equals("admin"));
      assertThat(line.text("mtls.mode")).isEqualTo("observe");
      assertThat(line.text("mtls.decision")).isEqualTo("would-reject");
    }
  }

  private GuardedServer start(int port, int second) {
    Launch launch =
        ServerApp.SSL_SERVER_SOCKET
            .launch(oneWay)
            .arguments("--port=" + port, "--second-port=" + second);
    return GuardedServer.start(Jvms.own(), launch, config);
  }

  private static OpenSsl client(int port, String protocol, PeerFiles identity) {
    return OpenSsl.client(port, pki.anchors()).protocol(protocol).identity(identity);
  }

  private static AuditLine rejection(GuardedServer server) {
    return verdict(server, line -> line.text("event.action").equals("peer-rejected"));
  }

  private static AuditLine verdict(GuardedServer server, Predicate<AuditLine> condition) {
    return server.audit().await("verdict", 1, condition.and(AuditLine::isVerdict)).get(0);
  }
}
