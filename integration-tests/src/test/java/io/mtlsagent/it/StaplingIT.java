package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.Site.Way;
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
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.StatusAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * OCSP answers that servers staple: those of others are judged, our own are sent. On every virtual
 * machine; Java 8 asks for staples only where it is told to.
 */
class StaplingIT {

  private static final String JVMS = "io.mtlsagent.it.jvm.Jvms#all";
  private static final String ASK = "-Djdk.tls.client.enableStatusRequestExtension=true";
  private static final ASN1ObjectIdentifier TLS_FEATURE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

  /** What a server staples to its certificate. */
  private enum Staple {
    NONE,
    GOOD,
    REVOKED,
    OF_ANOTHER_CERTIFICATE
  }

  /**
   * A server with a certificate of its own, and what clients shall say of it.
   *
   * @param policy under which it is judged
   * @param codeWithoutStaples what a client says that asks for none
   */
  private record Target(
      OpenSslServer server, String policy, String code, String source, String codeWithoutStaples) {

    String url() {
      return "https://localhost:" + server.port() + "/";
    }

    String code(boolean asks) {
      return asks ? code : codeWithoutStaples;
    }

    String source(boolean asks) {
      return asks ? source : "";
    }
  }

  @TempDir static Path directory;
  private static final List<Target> TARGETS = new ArrayList<>();
  private static OneWayTls oneWay;
  private static PkiFiles pki;

  @BeforeAll
  static void startServers() throws Exception {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
    String unknown = "revocation_unknown";
    plain("strict", Staple.GOOD, "accepted", "staple", unknown);
    plain("strict", Staple.NONE, unknown, "", unknown);
    plain("strict", Staple.OF_ANOTHER_CERTIFICATE, unknown, "", unknown);
    plain("soft-fail", Staple.REVOKED, "revoked", "staple", "accepted");
    demanding("advertised", Staple.NONE, unknown, "", "accepted");
    demanding("advertised", Staple.GOOD, "accepted", "staple", "accepted");
  }

  private static void plain(
      String policy, Staple staple, String code, String source, String codeWithoutStaples)
      throws Exception {
    start(issue(), policy, staple, code, source, codeWithoutStaples);
  }

  /** The certificate says that a staple must come with it. */
  private static void demanding(
      String policy, Staple staple, String code, String source, String codeWithoutStaples)
      throws Exception {
    CertificateRecipe recipe =
        issue().extension(TLS_FEATURE, false, new DERSequence(new ASN1Integer(5)));
    start(recipe, policy, staple, code, source, codeWithoutStaples);
  }

  private static CertificateRecipe issue() {
    return pki.issue("target-" + TARGETS.size()).forServer();
  }

  private static void start(
      CertificateRecipe recipe,
      String policy,
      Staple staple,
      String code,
      String source,
      String codeWithoutStaples)
      throws Exception {
    PeerFiles identity = pki.write("target-" + TARGETS.size(), recipe.make());
    PeerFiles about =
        staple == Staple.OF_ANOTHER_CERTIFICATE ? pki.server(PeerKind.GOOD) : identity;
    String[] stapling =
        staple == Staple.NONE
            ? new String[0]
            : new String[] {"-status_file", answer(staple, about).toString()};
    OpenSslServer server = OpenSslServer.tls(identity, stapling);
    TARGETS.add(new Target(server, policy, code, source, codeWithoutStaples));
  }

  private static Path answer(Staple staple, PeerFiles about) throws Exception {
    try (OcspResponder responder = OcspResponder.of(pki.issuing().authority())) {
      responder.status =
          staple == Staple.REVOKED ? OcspResponder.revoked() : CertificateStatus.GOOD;
      byte[] answer = responder.staple(about.issued().certificate(), pki.issuing().certificate());
      return Files.write(directory.resolve("staple-" + TARGETS.size() + ".ocsp"), answer);
    }
  }

  @AfterAll
  static void stopServers() {
    TARGETS.forEach(target -> target.server().close());
  }

  /** Whether it asks for staples by default. */
  private static boolean asks(Jvm jvm) {
    return jvm.version() > 8;
  }

  static Stream<Arguments> clients() {
    return Jvms.all()
        .flatMap(jvm -> Stream.of("TLSv1.2", "TLSv1.3").map(p -> Arguments.of(jvm, p, asks(jvm))));
  }

  static Stream<Arguments> clientsThatAreToldToAsk() {
    return clients().filter(client -> !(boolean) client.get()[2]);
  }

  @ParameterizedTest(name = "{0}: {1}, asks by default: {2}")
  @MethodSource("clients")
  void clientJudgesServersByWhatTheyStaple(Jvm jvm, String protocol, boolean asks) {
    assertVerdicts(jvm, protocol, asks);
  }

  @ParameterizedTest(name = "{0}: {1}", allowZeroInvocations = true)
  @MethodSource("clientsThatAreToldToAsk")
  void clientThatIsToldToAskDoesSoOnJavaEight(Jvm jvm, String protocol) {
    assertVerdicts(jvm, protocol, true, ASK);
  }

  private static void assertVerdicts(Jvm jvm, String protocol, boolean asks, String... jvmOptions) {
    jvm.assumeRuns(TestApp.SSL_SOCKET_CLIENT);
    AgentConfig config =
        new AgentConfig(
                directory.resolve("client " + jvm + protocol + jvmOptions.length), client(), pki)
            .set("revocation.crl", pki.rootList().toString());
    for (Target target : TARGETS) {
      String endpoint = "endpoint.to-" + target.server().port();
      config
          .set(endpoint + ".role", "client")
          .set(endpoint + ".hosts", "localhost:" + target.server().port())
          .set(endpoint + ".revocation", target.policy());
    }
    String[] urls = TARGETS.stream().map(Target::url).toArray(String[]::new);
    try (RunningApp app =
        jvm.start(
            ClientApp.SSL_SOCKET
                .launch(oneWay, urls)
                .arguments("--protocol=" + protocol)
                .jvmOptions(jvmOptions)
                .withAgent(config.write()))) {
      app.awaitExit();
      List<AuditLine> lines =
          config.audit().await("the servers", TARGETS.size(), AuditLine::isVerdict);
      for (int i = 0; i < TARGETS.size(); i++) {
        assertVerdict(asks, TARGETS.get(i), lines.get(i), app.output().get(i));
      }
    }
  }

  private static void assertVerdict(boolean asks, Target target, AuditLine line, String printed) {
    String code = target.code(asks);
    assertThat(line.text("event.code")).as("%s: %s", target, line).isEqualTo(code);
    assertThat(line.text("mtls.revocation.source"))
        .as("%s: %s", target, line)
        .isEqualTo(target.source(asks));
    assertThat(printed.startsWith("STATUS 200"))
        .as("%s: %s", target, printed)
        .isEqualTo(code.equals("accepted"));
  }

  private static PeerFiles client() {
    return pki.client(PeerKind.GOOD);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void serverStaplesWhatItHasFetchedAhead(Jvm jvm) {
    jvm.assumeRuns(TestApp.SOCKETS_AND_ENGINES);
    try (OcspResponder responder = OcspResponder.of(pki.issuing().authority())) {
      String name = "stapling on " + jvm;
      PeerFiles identity =
          pki.write(
              name, StatusAddress.responder(pki.issue(name).forServer(), responder.url()).make());
      AgentConfig config = new AgentConfig(directory.resolve(name), identity, pki);
      try (Site site = Site.start(jvm, oneWay, new SocketsAndEngines(1), config)) {
        for (Way way : Way.all()) {
          Awaitility.await("a staple")
              .atMost(Duration.ofSeconds(15))
              .until(() -> isStapled(ask(site, way)));
          assertThat(ask(site, way).output())
              .as("%s", way)
              .contains("OCSP Response Status: successful", "Cert Status: good", "hello");
        }
      }
      assertThat(responder.requests()).as("asked once, ahead").isEqualTo(1);
    }
  }

  private static CommandResult ask(Site site, Way way) {
    return OpenSsl.client(site.port(way, 0), pki.anchors())
        .identity(client())
        .protocol(way.protocol())
        .with("-status")
        .get("/user");
  }

  private static boolean isStapled(CommandResult result) {
    return result.output().contains("OCSP Response Status: successful");
  }
}
