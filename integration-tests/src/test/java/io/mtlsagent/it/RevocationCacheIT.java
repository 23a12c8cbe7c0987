package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.status.ListServer;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.testing.StatusAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code revocation.cache}: what was fetched before the virtual machine was started anew. */
class RevocationCacheIT {

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;
  private static int count;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  /** Each starts three times: files are read alike on all but the oldest. */
  static Stream<Jvm> jvms() {
    return Jvms.all().filter(jvm -> jvm.version() == 8 || Jvms.local().contains(jvm));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void cacheServesAfterARestartAndIsNotBelievedBlindly(Jvm jvm) throws Exception {
    jvm.assumeRuns(TestApp.SSL_SERVER_SOCKET);
    Path cache = directory.resolve("cache-" + ++count);
    AgentConfig config =
        config().set("revocation.cache", cache.toString()).set("revocation.timeout", "1s");
    PeerFiles byAnswer;
    PeerFiles byList;
    try (OcspResponder responder = OcspResponder.of(pki.issuing().authority())) {
      byAnswer = written(StatusAddress.responder(pki.issue("asked").forClient(), responder.url()));
      Pki other = pki.root().intermediate("listed " + count);
      try (ListServer lists = ListServer.of(other.crl().getEncoded());
          GuardedServer server = start(jvm, config)) {
        byList = written(other.issue("listed").forClient().crlDistributionPoint(lists.url()));
        assertVerdict(server, client(server, byAnswer).connect("/1"), "accepted");
        assertVerdict(server, client(server, byList).connect("/2"), "accepted");
        Awaitility.await("files").until(() -> filesIn(cache) == 2);
      }
    }
    try (GuardedServer server = start(jvm, config)) {
      assertVerdict(server, client(server, byAnswer).connect("/3"), "accepted");
      assertVerdict(server, client(server, byList).connect("/4"), "accepted");
    }
    damageAllIn(cache);
    try (GuardedServer server = start(jvm, config)) {
      assertVerdict(server, client(server, byAnswer).connect("/5"), "revocation_unknown");
      assertVerdict(server, client(server, byList).connect("/6"), "revocation_unknown");
    }
  }

  private static long filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.count();
    }
  }

  private static void damageAllIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length - 5] ^= 1; // within the signature
        Files.write(file, bytes);
      }
    }
  }

  private static AgentConfig config() {
    return new AgentConfig(directory.resolve("config-" + ++count), pki.server(PeerKind.GOOD), pki)
        .set("revocation.crl", pki.rootList().toString());
  }

  private static GuardedServer start(Jvm jvm, AgentConfig config) {
    return GuardedServer.start(jvm, ServerApp.SSL_SERVER_SOCKET.launch(oneWay), config);
  }

  private static PeerFiles written(CertificateRecipe recipe) {
    return pki.write("peer-" + ++count, recipe.make());
  }

  private static RawTlsClient client(GuardedServer server, PeerFiles identity) {
    return server.client(
        "TLSv1.3", ServerApp.SSL_SERVER_SOCKET.talk(), identity, pki.rootCertificate());
  }

  private static AuditLine assertVerdict(GuardedServer server, Attempt attempt, String code) {
    AuditLine line = server.verdictOn(attempt);
    assertThat(line.text("event.code")).as("%s%n%s", line, server).isEqualTo(code);
    assertThat(attempt.answered()).as("%s", attempt).isEqualTo(code.equals("accepted"));
    return line;
  }
}
