package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.Launch;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.HeldConnection;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.OpenSslServer;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.testing.RawHttpServer;
import io.mtlsagent.testing.StatusAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is fetched, from whom, and when it counts: with real servers and real virtual machines. */
class RevocationIT {

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;
  private static int count;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  static Stream<Jvm> jvms() {
    return Jvms.local().stream();
  }

  /** FAULT 31: an attacker's certificate must not make the server contact anybody. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void strangerMakesTheServerContactNobody(Jvm jvm) throws Exception {
    try (RawHttpServer canary = RawHttpServer.hanging();
        GuardedServer server = start(jvm, config())) {
      Pki stranger = Pki.root("stranger");
      CertificateRecipe recipe =
          StatusAddress.responder(stranger.issue("mallory").forClient(), canary.url())
              .crlDistributionPoint(canary.url() + "/ca.crl");
      assertVerdict(server, client(server, written(recipe)).connect("/mallory"), "untrusted");
      Pki sameName =
          stranger.intermediate(
              stranger
                  .issueAs(pki.issuing().certificate().getSubjectX500Principal().getName())
                  .ca());
      recipe = StatusAddress.responder(sameName.issue("eve").forClient(), canary.url());
      assertVerdict(server, client(server, written(recipe)).connect("/eve"), "untrusted");
      assertThat(canary.connections()).isZero();

      recipe = StatusAddress.responder(pki.issue("alice").forClient(), canary.url());
      client(server, written(recipe)).connect("/alice");
      assertThat(canary.connections()).as("the canary sings").isPositive();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void onlyAllowedHostsAreContacted(Jvm jvm) throws Exception {
    try (RawHttpServer canary = RawHttpServer.hanging();
        GuardedServer server =
            start(jvm, config().set("revocation.allowed-hosts", "*.example, 10.0.0.0/8"))) {
      CertificateRecipe recipe =
          StatusAddress.responder(pki.issue("alice").forClient(), canary.url())
              .crlDistributionPoint(canary.url() + "/ca.crl");
      AuditLine line =
          assertVerdict(
              server, client(server, written(recipe)).connect("/a"), "revocation_unknown");
      assertThat(line.text("event.reason")).contains("revocation.allowed-hosts");
      assertThat(canary.connections()).isZero();
    }
  }

  /** FAULT 54: the fetch over https is a TLS connection of this JVM too. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void fetchOverHttpsIsNotJudgedByOurOwnRules(Jvm jvm) throws Exception {
    HttpsServer lists =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    lists.setHttpsConfigurator(new HttpsConfigurator(oneWay.serverContext()));
    AtomicInteger requests = serve(lists, pki.issuing().crl().getEncoded());
    Launch launch =
        ServerApp.SSL_SERVER_SOCKET
            .launch(oneWay)
            .jvmOptions(
                "-Djavax.net.ssl.trustStore=" + oneWay.truststore(),
                "-Djavax.net.ssl.trustStorePassword=" + PkiFiles.PASSWORD);
    try (GuardedServer server = GuardedServer.start(jvm, launch, config())) {
      String url = "https://localhost:" + lists.getAddress().getPort() + "/ca.crl";
      PeerFiles alice = written(pki.issue("alice").forClient().crlDistributionPoint(url));
      assertVerdict(server, client(server, alice).connect("/alice"), "accepted");
      assertThat(requests).hasValue(1);
      assertThat(server.audit().lines())
          .as("the fetch itself is no peer")
          .noneMatch(line -> line.text("network.direction").equals("outbound"));
    } finally {
      lists.stop(0);
    }
  }

  private static AtomicInteger serve(HttpServer server, byte[] content) {
    AtomicInteger requests = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          exchange.sendResponseHeaders(200, content.length);
          exchange.getResponseBody().write(content);
          exchange.close();
        });
    server.start();
    return requests;
  }

  /** FAULT 20: nobody is left to answer to when the fetch ends. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void clientThatGoesAwayDuringAFetchHarmsNobody(Jvm jvm) throws Exception {
    try (RawHttpServer hanging = RawHttpServer.hanging();
        OcspResponder responder = OcspResponder.of(pki.issuing().authority());
        GuardedServer server = start(jvm, config().set("revocation.timeout", "3s"))) {
      PeerFiles waiting =
          written(StatusAddress.responder(pki.issue("waiting").forClient(), hanging.url()));
      for (int i = 0; i < 3; i++) {
        client(server, waiting).connectAndLeave(Duration.ofMillis(800));
      }
      PeerFiles good =
          written(StatusAddress.responder(pki.issue("good").forClient(), responder.url()));
      assertVerdict(server, client(server, good).connect("/good"), "accepted");
      server
          .audit()
          .await("those who left", 3, line -> line.text("event.action").equals("peer-rejected"));
      assertThat(server.app().errors()).noneMatch(line -> line.contains("Exception in thread"));
    }
  }

  /** FAULT 25: nothing is let in while the lists are being loaded. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void firstHandshakeAfterTheStartKnowsTheLists(Jvm jvm) {
    AgentConfig config = config().set("revocation.crl", pki.crls().toString());
    try (GuardedServer server = start(jvm, config)) {
      assertVerdict(
          server, client(server, pki.client(PeerKind.REVOKED)).connect("/first"), "revoked");
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void answerThatTurnsClosesTheOpenConnection(Jvm jvm) throws Exception {
    try (OcspResponder responder = OcspResponder.of(pki.issuing().authority());
        GuardedServer server = start(jvm, config().set("reload.interval", "1h"))) {
      PeerFiles alice =
          written(StatusAddress.responder(pki.issue("alice").forClient(), responder.url()));
      responder.nextUpdate = Instant.now().plusSeconds(8); // asked again after half of it
      try (HeldConnection connection = client(server, alice).hold()) {
        AuditLine opened = server.audit().awaitVerdictOnClient(connection.localPort());
        assertThat(opened.text("event.code")).as("%s", opened).isEqualTo("accepted");
        responder.status = OcspResponder.revoked();
        responder.thisUpdate = Instant.now();
        responder.nextUpdate = Instant.now().plusSeconds(3600);

        assertThat(connection.awaitEnd()).as("%s", server).contains("certificate_revoked");
        AuditLine line =
            server
                .audit()
                .await("the end", 1, l -> l.text("event.action").equals("connection-revoked"))
                .get(0);
        assertThat(line.text("mtls.revocation.source")).isEqualTo("ocsp");
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void cacheServesAfterARestartAndIsNotBelievedBlindly(Jvm jvm) throws Exception {
    Path cache = directory.resolve("cache-" + ++count);
    AgentConfig config =
        config().set("revocation.cache", cache.toString()).set("revocation.timeout", "1s");
    PeerFiles byAnswer;
    PeerFiles byList;
    try (OcspResponder responder = OcspResponder.of(pki.issuing().authority())) {
      byAnswer = written(StatusAddress.responder(pki.issue("asked").forClient(), responder.url()));
      Pki other = pki.root().intermediate("listed " + count);
      HttpServer lists =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      AtomicInteger unused = serve(lists, other.crl().getEncoded());
      String url = "http://127.0.0.1:" + lists.getAddress().getPort() + "/ca.crl";
      byList = written(other.issue("listed").forClient().crlDistributionPoint(url));
      try (GuardedServer server = start(jvm, config)) {
        assertVerdict(server, client(server, byAnswer).connect("/1"), "accepted");
        assertVerdict(server, client(server, byList).connect("/2"), "accepted");
        Awaitility.await("files").until(() -> filesIn(cache) == 2);
      } finally {
        lists.stop(0);
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("jvms")
  void responderOfOpenSslIsUnderstood(Jvm jvm) throws Exception {
    Pki authority = pki.root().intermediate("by openssl " + ++count);
    PeerFiles signer = pki.write("signer-" + count, authority.authority());
    Path index = directory.resolve("index-" + count + ".txt");
    int port = OpenSslServer.freePort();
    String url = "http://127.0.0.1:" + port;
    PeerFiles alice = written(StatusAddress.responder(authority.issue("alice").forClient(), url));
    PeerFiles bob = written(StatusAddress.responder(authority.issue("bob").forClient(), url));
    PeerFiles carol = written(StatusAddress.responder(authority.issue("carol").forClient(), url));
    Files.writeString(index, indexLine("V", alice.issued()) + indexLine("R", bob.issued()));
    try (OpenSslServer responder = OpenSslServer.responder(port, index, signer);
        GuardedServer server = start(jvm, config())) {
      assertThat(responder.port()).isEqualTo(port);
      assertVerdict(server, client(server, alice).connect("/alice"), "accepted");
      assertVerdict(server, client(server, bob).connect("/bob"), "revoked");
      assertVerdict(server, client(server, carol).connect("/carol"), "revocation_unknown");
    }
  }

  private static String indexLine(String status, Issued issued) {
    String serial = issued.certificate().getSerialNumber().toString(16).toUpperCase(Locale.ROOT);
    return status
        + "\t351231235959Z\t"
        + (status.equals("R") ? "260101000000Z,keyCompromise" : "")
        + "\t"
        + (serial.length() % 2 == 0 ? serial : "0" + serial)
        + "\tunknown\t/CN=x\n";
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
