package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.Talk;
import java.io.IOException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What each mode changes, and what it leaves to the application. */
class ModesIT {

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;

  private AgentConfig config;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  @BeforeEach
  void configure(TestInfo test) {
    String folder = test.getTestMethod().orElseThrow().getName() + test.getDisplayName();
    config =
        new AgentConfig(
            directory.resolve(folder.replaceAll("[^A-Za-z0-9]", "-")),
            pki.server(PeerKind.GOOD),
            pki);
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"SSL_SERVER_SOCKET", "NETTY_OPENSSL"})
  void offLeavesTheApplicationAlone(ServerApp kind) {
    try (GuardedServer server = start(kind, config.set("mode", "off"))) {
      assertThat(connect(server, null, oneWay.rootCertificate()).answered()).isTrue();
      assertThat(connect(server, null, pki.rootCertificate()).answered()).isFalse();
      assertThat(server.audit().lines()).noneMatch(AuditLine::isVerdict);
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"SSL_SERVER_SOCKET", "NETTY_OPENSSL"})
  void observeChangesNothingAndSaysWhatEnforceWouldDo(ServerApp kind) {
    try (GuardedServer server = start(kind, config.set("mode", "observe"))) {
      Attempt attempt = connect(server, null, oneWay.rootCertificate());
      assertThat(attempt.answered()).as("%s", attempt).isTrue();
      assertWouldReject(server.verdictOn(attempt), "observe", "no_certificate");
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"SSL_SERVER_SOCKET", "NETTY_OPENSSL"})
  void permissiveAsksAndLetsIn(ServerApp kind) {
    try (GuardedServer server = start(kind, config.set("mode", "permissive"))) {
      Attempt without = connect(server, null, pki.rootCertificate());
      assertThat(without.answered()).as("%s%n%s", without, server).isTrue();
      assertWouldReject(server.verdictOn(without), "permissive", "no_certificate");

      Attempt good = connect(server, pki.client(PeerKind.GOOD), pki.rootCertificate());
      assertThat(good.answered()).as("%s%n%s", good, server).isTrue();
      assertThat(server.verdictOn(good).text("mtls.decision")).isEqualTo("accepted");
      assertThat(server.verdictOn(good).text("user.name")).isEqualTo("client-good");
    }
  }

  @ParameterizedTest(name = "{0}")
  @EnumSource(names = {"SSL_SERVER_SOCKET", "NETTY_OPENSSL"})
  void excludedPortBehavesAsWithoutTheAgent(ServerApp kind) throws IOException {
    int port = GuardedServer.freePort();
    config.set("server.exclude-ports", String.valueOf(port));
    try (GuardedServer server =
        GuardedServer.start(Jvms.own(), kind.launch(oneWay).arguments("--port=" + port), config)) {
      assertThat(connect(server, null, oneWay.rootCertificate()).answered()).isTrue();
      assertThat(server.audit().lines()).noneMatch(AuditLine::isVerdict);
    }
  }

  private static GuardedServer start(ServerApp kind, AgentConfig config) {
    return GuardedServer.start(Jvms.own(), kind.launch(oneWay), config);
  }

  private static Attempt connect(
      GuardedServer server, @Nullable PeerFiles identity, X509Certificate... anchors) {
    return server.client("TLSv1.3", Talk.HTTP, identity, anchors).connect("/mode");
  }

  private static void assertWouldReject(AuditLine line, String mode, String code) {
    assertThat(line.text("event.action")).as("%s", line).isEqualTo("peer-accepted");
    assertThat(line.text("event.outcome")).as("%s", line).isEqualTo("success");
    assertThat(line.text("mtls.decision")).as("%s", line).isEqualTo("would-reject");
    assertThat(line.text("mtls.mode")).as("%s", line).isEqualTo(mode);
    assertThat(line.text("event.code")).as("%s", line).isEqualTo(code);
  }
}
