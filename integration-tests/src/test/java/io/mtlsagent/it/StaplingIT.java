package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.jvm.Jvms;
import io.mtlsagent.it.jvm.RunningApp;
import io.mtlsagent.it.jvm.TestApp;
import io.mtlsagent.it.tls.CommandResult;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.OpenSsl;
import io.mtlsagent.it.tls.OpenSslServer;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.StatusAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** OCSP answers that servers staple: those of others are judged, our own are sent. */
class StaplingIT {

  private static final ASN1ObjectIdentifier TLS_FEATURE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

  @TempDir static Path directory;
  private static OneWayTls oneWay;
  private static PkiFiles pki;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
  }

  /** Java 8 neither asks for staples nor sends any. */
  static Stream<Arguments> matrix() {
    return Jvms.local().stream()
        .filter(jvm -> jvm.version() > 8)
        .flatMap(jvm -> Stream.of("TLSv1.2", "TLSv1.3").map(p -> Arguments.of(jvm, p)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("matrix")
  void clientJudgesServersByWhatTheyStaple(Jvm jvm, String protocol) throws Exception {
    PeerFiles plain = pki.server(PeerKind.GOOD);
    PeerFiles demanding =
        pki.write(
            "must-staple",
            pki.issue("must-staple")
                .forServer()
                .extension(TLS_FEATURE, false, new DERSequence(new ASN1Integer(5)))
                .make());
    Path good = staple("good", plain, CertificateStatus.GOOD);
    Path revoked = staple("revoked", plain, OcspResponder.revoked());
    Path ofOther = staple("other", demanding, CertificateStatus.GOOD);
    assertVerdict(jvm, protocol, "strict", plain, good, "accepted", "staple");
    assertVerdict(jvm, protocol, "strict", plain, null, "revocation_unknown", "");
    assertVerdict(jvm, protocol, "strict", plain, ofOther, "revocation_unknown", "");
    assertVerdict(jvm, protocol, "soft-fail", plain, revoked, "revoked", "staple");
    assertVerdict(jvm, protocol, "advertised", demanding, null, "revocation_unknown", "");
    assertVerdict(jvm, protocol, "advertised", demanding, ofOther, "accepted", "staple");
  }

  private static Path staple(String name, PeerFiles about, CertificateStatus status)
      throws Exception {
    try (OcspResponder responder = OcspResponder.of(pki.issuing().authority())) {
      responder.status = status;
      byte[] answer = responder.staple(about.issued().certificate(), pki.issuing().certificate());
      return Files.write(directory.resolve(name + ".ocsp"), answer);
    }
  }

  private static void assertVerdict(
      Jvm jvm,
      String protocol,
      String policy,
      PeerFiles identity,
      Path staple,
      String code,
      String source)
      throws Exception {
    String[] stapling =
        staple == null ? new String[0] : new String[] {"-status_file", staple.toString()};
    AgentConfig config =
        new AgentConfig(Files.createTempDirectory(directory, "client"), clientIdentity(), pki)
            .set("revocation", policy)
            .set("revocation.crl", pki.rootList().toString());
    try (OpenSslServer server = OpenSslServer.tls(identity, stapling);
        RunningApp app =
            jvm.start(
                ClientApp.SSL_SOCKET
                    .launch(oneWay, "https://localhost:" + server.port() + "/")
                    .arguments("--protocol=" + protocol)
                    .withAgent(config.write()))) {
      app.awaitExit();
      AuditLine line = config.audit().await("the server", 1, AuditLine::isVerdict).get(0);
      assertThat(line.text("event.code")).as("%s%n%s", line, app).isEqualTo(code);
      assertThat(line.text("mtls.revocation.source")).as("%s", line).isEqualTo(source);
      assertThat(app.output().get(0).startsWith("STATUS 200"))
          .as("%s", app)
          .isEqualTo(code.equals("accepted"));
    }
  }

  private static PeerFiles clientIdentity() {
    return pki.client(PeerKind.GOOD);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("matrix")
  void serverStaplesWhatItHasFetchedAhead(Jvm jvm, String protocol) throws Exception {
    try (OcspResponder responder = OcspResponder.of(pki.issuing().authority())) {
      String name = "stapling-" + jvm.version() + protocol;
      PeerFiles identity =
          pki.write(
              name, StatusAddress.responder(pki.issue(name).forServer(), responder.url()).make());
      AgentConfig config = new AgentConfig(directory.resolve(name), identity, pki);
      for (ServerApp kind : List.of(ServerApp.SSL_SERVER_SOCKET, ServerApp.HTTPS_SERVER)) {
        jvm.assumeRuns(TestApp.SSL_SERVER_SOCKET);
        int before = responder.requests();
        try (GuardedServer server = GuardedServer.start(jvm, kind.launch(oneWay), config)) {
          OpenSsl client =
              OpenSsl.client(server.port(), pki.anchors())
                  .identity(clientIdentity())
                  .protocol(protocol)
                  .with("-status");
          Awaitility.await("a staple")
              .atMost(Duration.ofSeconds(15))
              .until(() -> isStapled(client.get("/stapled")));
          assertThat(client.get("/again").output())
              .contains("OCSP Response Status: successful", "Cert Status: good", "200 OK");
          assertThat(responder.requests() - before).as("asked once, ahead").isEqualTo(1);
        }
      }
    }
  }

  private static boolean isStapled(CommandResult result) {
    return result.output().contains("OCSP Response Status: successful");
  }
}
