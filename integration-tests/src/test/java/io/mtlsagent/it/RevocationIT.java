package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.Site.Way;
import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.status.ListServer;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.HeldConnection;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.OpenSslServer;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.CrlRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Keys;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.PemFiles;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.testing.RawHttpServer;
import io.mtlsagent.testing.StatusAddress;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is fetched, from whom, and when it counts: on sockets and engines, in both versions of TLS,
 * on every virtual machine, each of which runs one server for all tests.
 */
class RevocationIT {

  private static final String JVMS = "io.mtlsagent.it.jvm.Jvms#all";

  /** Ports, by their numbers in {@link SocketsAndEngines}. */
  private static final int PLAIN = 0;

  private static final int LISTED = 1;
  private static final int WALLED = 2;
  private static final int PATIENT = 3;
  private static final int PINNED = 4;

  private static final BigInteger LISTED_ONE = BigInteger.valueOf(4711);

  @TempDir static Path directory;
  private static final Site.OnEachJvm SITES = new Site.OnEachJvm(RevocationIT::start);
  private static final Map<Jvm, Attempt> FIRST_OF_ALL = new HashMap<>();
  private static final KeyPair PINNED_KEY = Keys.ec();
  private static OneWayTls oneWay;
  private static PkiFiles pki;
  private static PeerFiles pinned;
  private static int count;

  @BeforeAll
  static void makeMaterial() throws IOException {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
    pinned = written(pki.issue("pinned").key(PINNED_KEY).forClient());
    PemFiles.certificates(directory.resolve("pinned.pem"), pinned.issued().certificate());
  }

  @AfterAll
  static void stop() {
    SITES.close();
  }

  private static Site start(Jvm jvm) {
    SocketsAndEngines ports = new SocketsAndEngines(PINNED + 1);
    AgentConfig config =
        config("on " + jvm)
            .set("reload.interval", "1h") // so that what is seen is not seen by looking at files
            .set("revocation.timeout", "1500ms")
            .set("endpoint.listed.ports", ports.ports(LISTED))
            .set("endpoint.listed.revocation.crl", pki.crls().toString())
            .set("endpoint.walled.ports", ports.ports(WALLED))
            .set("endpoint.walled.revocation.allowed-hosts", "*.example, 10.0.0.0/8")
            .set("endpoint.patient.ports", ports.ports(PATIENT))
            .set("endpoint.patient.revocation.timeout", "3s")
            .set("endpoint.pinned.ports", ports.ports(PINNED))
            .set("endpoint.pinned.trust.certificates", directory.resolve("pinned.pem").toString());
    Site site =
        Site.start(
            jvm,
            oneWay,
            ports,
            config,
            "-Xmx128m",
            "-Djavax.net.ssl.trustStore=" + oneWay.truststore(),
            "-Djavax.net.ssl.trustStorePassword=" + PkiFiles.PASSWORD);
    Way way = Way.all().get(FIRST_OF_ALL.size() % Way.all().size());
    FIRST_OF_ALL.put(jvm, connect(site, way, LISTED, pki.client(PeerKind.REVOKED)));
    return site;
  }

  private static AgentConfig config(String name) {
    return new AgentConfig(directory.resolve(name), pki.server(PeerKind.GOOD), pki)
        .set("revocation.crl", pki.rootList().toString());
  }

  private static PeerFiles written(CertificateRecipe recipe) {
    return pki.write("peer-" + ++count, recipe.make());
  }

  private static Attempt connect(Site site, Way way, int number, PeerFiles identity) {
    String path = "/question-" + ++count;
    return site.client(way, number, identity, pki.rootCertificate()).connect(path);
  }

  private static AuditLine assertVerdict(
      Site site, Way way, int number, PeerFiles identity, String code) {
    AuditLine line = assertVerdict(site, way, connect(site, way, number, identity), code);
    boolean accepted = code.equals("accepted");
    // FAULTS 19: the request was sent while the verdict was waited for, and nobody has read it
    assertThat(site.server().app().wasAsked("/question-" + count, accepted)).isEqualTo(accepted);
    return line;
  }

  private static AuditLine assertVerdict(Site site, Way way, Attempt attempt, String code) {
    AuditLine line = site.verdictOn(attempt);
    assertThat(line.text("event.code")).as("%s: %s%n%s", way, line, site).isEqualTo(code);
    assertThat(attempt.answered()).as("%s: %s", way, attempt).isEqualTo(code.equals("accepted"));
    return line;
  }

  /** FAULTS 25: nothing is let in while the lists are being loaded. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void firstHandshakeAfterTheStartKnowsTheLists(Jvm jvm) {
    Site site = SITES.on(jvm);
    assertVerdict(site, Way.all().get(0), FIRST_OF_ALL.get(jvm), "revoked");
    for (Way way : Way.all()) {
      assertVerdict(site, way, LISTED, pki.client(PeerKind.REVOKED), "revoked");
      assertVerdict(site, way, LISTED, pki.client(PeerKind.GOOD), "accepted");
    }
  }

  /** FAULTS 27, as in CVE-2025-6037: a leaf as an anchor stands for itself, not for its name. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void leafAsAnchorIsMatchedAsAWhole(Jvm jvm) {
    Site site = SITES.on(jvm);
    PeerFiles twin = written(pki.issue("pinned").key(PINNED_KEY).forClient());
    Pki itself = Pki.root("pinned", PINNED_KEY);
    PeerFiles below = written(itself.issue("anybody").forClient());
    PeerFiles selfSigned =
        pki.write("self-signed-" + ++count, Pki.root("pinned", Keys.ec()).authority());
    for (Way way : Way.all()) {
      assertVerdict(site, way, PINNED, pinned, "accepted");
      assertVerdict(site, way, PINNED, twin, "untrusted");
      assertVerdict(site, way, PINNED, below, "untrusted");
      assertVerdict(site, way, PINNED, selfSigned, "untrusted");
    }
  }

  /**
   * FAULTS 31, CVE-2026-21945: a stranger's certificate must not make the server contact anybody.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void strangerMakesTheServerContactNobody(Jvm jvm) throws Exception {
    Site site = SITES.on(jvm);
    try (RawHttpServer canary = RawHttpServer.hanging()) {
      Pki stranger = Pki.root("stranger");
      PeerFiles mallory =
          written(
              StatusAddress.everywhere(stranger.issue("mallory").forClient(), canary.url())
                  .crlDistributionPoint(canary.url() + "/ca.crl"));
      Pki sameName =
          stranger.intermediate(
              stranger
                  .issueAs(pki.issuing().certificate().getSubjectX500Principal().getName())
                  .ca());
      PeerFiles eve =
          written(
              StatusAddress.everywhere(sameName.issue("eve").forClient(), canary.url())
                  .crlDistributionPoint(canary.url() + "/ca.crl"));
      for (Way way : Way.all()) {
        assertVerdict(site, way, PLAIN, mallory, "untrusted");
        assertVerdict(site, way, PLAIN, eve, "untrusted");
      }
      PeerFiles issuerOnly =
          written(StatusAddress.issuer(pki.issue("bob").forClient(), canary.url() + "/ca.crt"));
      assertVerdict(site, Way.all().get(0), PLAIN, issuerOnly, "revocation_unknown");
      assertThat(canary.connections()).isZero();

      PeerFiles alice =
          written(StatusAddress.responder(pki.issue("alice").forClient(), canary.url()));
      connect(site, Way.all().get(0), PLAIN, alice);
      assertThat(canary.connections()).as("the canary sings").isPositive();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void onlyAllowedHostsAreContacted(Jvm jvm) throws Exception {
    Site site = SITES.on(jvm);
    try (RawHttpServer canary = RawHttpServer.hanging()) {
      PeerFiles alice =
          written(
              StatusAddress.responder(pki.issue("alice").forClient(), canary.url())
                  .crlDistributionPoint(canary.url() + "/ca.crl"));
      for (Way way : Way.all()) {
        AuditLine line = assertVerdict(site, way, WALLED, alice, "revocation_unknown");
        assertThat(line.text("event.reason")).contains("revocation.allowed-hosts");
      }
      assertThat(canary.connections()).isZero();
    }
  }

  /** FAULTS 54: the fetch over https is a TLS connection of this JVM too. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void fetchOverHttpsIsNotJudgedByOurOwnRules(Jvm jvm) throws Exception {
    Site site = SITES.on(jvm);
    Pki authority = pki.root().intermediate("of https " + ++count);
    try (ListServer lists = ListServer.of(authority.crl().getEncoded(), oneWay.serverContext())) {
      PeerFiles alice =
          written(authority.issue("alice").forClient().crlDistributionPoint(lists.url()));
      for (Way way : Way.all()) {
        assertVerdict(site, way, PLAIN, alice, "accepted");
      }
      assertThat(lists.requests()).isEqualTo(1);
      assertThat(site.server().audit().lines())
          .as("the fetch itself is no peer")
          .noneMatch(line -> line.text("network.direction").equals("outbound"));
    }
  }

  /** FAULTS 20: nobody is left to answer to when the fetch ends. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void clientThatGoesAwayDuringAFetchHarmsNobody(Jvm jvm) throws Exception {
    Site site = SITES.on(jvm);
    try (RawHttpServer hanging = RawHttpServer.hanging();
        OcspResponder responder = OcspResponder.of(pki.issuing().authority())) {
      List<Integer> gone = new ArrayList<>();
      for (Way way : Way.all()) {
        PeerFiles waiting =
            written(StatusAddress.responder(pki.issue("waiting").forClient(), hanging.url()));
        gone.add(
            site.client(way, PATIENT, waiting, pki.rootCertificate())
                .connectAndLeave(Duration.ofMillis(400)));
      }
      PeerFiles good =
          written(StatusAddress.responder(pki.issue("good").forClient(), responder.url()));
      for (Way way : Way.all()) {
        assertVerdict(site, way, PATIENT, good, "accepted");
      }
      for (int port : gone) {
        assertThat(site.server().audit().awaitVerdictOnClient(port).text("event.action"))
            .isEqualTo("peer-rejected");
      }
      assertThat(site.server().app().errors())
          .noneMatch(line -> line.contains("Exception in thread"));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void answerThatComesTooLateCountsFromThenOn(Jvm jvm) {
    Site site = SITES.on(jvm);
    try (OcspResponder responder = OcspResponder.of(pki.issuing().authority())) {
      responder.delayMillis = 2_500;
      Way way = Way.all().get(jvm.version() % Way.all().size());
      PeerFiles alice =
          written(StatusAddress.responder(pki.issue("late").forClient(), responder.url()));
      assertVerdict(site, way, PLAIN, alice, "revocation_unknown");
      Awaitility.await("the answer").until(() -> connect(site, way, PLAIN, alice).answered());
      assertThat(responder.askedAbout()).isNotEmpty().doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void answerThatTurnsClosesTheOpenConnections(Jvm jvm) throws Exception {
    Site site = SITES.on(jvm);
    List<HeldConnection> held = new ArrayList<>();
    try (OcspResponder responder = OcspResponder.of(pki.issuing().authority())) {
      PeerFiles alice =
          written(StatusAddress.responder(pki.issue("turning").forClient(), responder.url()));
      responder.nextUpdate = Instant.now().plusSeconds(6); // asked again after half of it
      for (Way way : Way.all()) {
        HeldConnection connection = site.client(way, PLAIN, alice, pki.rootCertificate()).hold();
        held.add(connection);
        AuditLine opened = site.server().audit().awaitVerdictOnClient(connection.localPort());
        assertThat(opened.text("event.code")).as("%s: %s", way, opened).isEqualTo("accepted");
      }
      responder.status = OcspResponder.revoked();
      responder.thisUpdate = Instant.now();
      responder.nextUpdate = Instant.now().plusSeconds(3600);

      for (HeldConnection connection : held) {
        assertThat(connection.awaitEnd()).as("%s", site).contains("certificate_revoked");
      }
      List<AuditLine> lines =
          site.server()
              .audit()
              .await(
                  "the ends",
                  held.size(),
                  line -> line.text("event.action").equals("connection-revoked"));
      assertThat(lines).allMatch(line -> line.text("mtls.revocation.source").equals("ocsp"));
    } finally {
      held.forEach(HeldConnection::close);
    }
  }

  /**
   * FAULTS 30: an old answer or list that comes again changes nothing; neither does one that cannot
   * be had, until its predecessor has run out.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void whatWasKnownIsNotForgottenForSomethingOlderOrNothing(Jvm jvm) throws Exception {
    Site site = SITES.on(jvm);
    Pki listing = pki.root().intermediate("replaying " + ++count);
    Pki failing = pki.root().intermediate("failing " + count);
    Issued bob = listing.issue("bob").forClient().make();
    Instant soon = Instant.now().plusSeconds(8);
    byte[] without = list(listing, 6, Instant.now().minusSeconds(600), null);
    byte[] with = list(listing, 7, soon, bob);
    try (OcspResponder responder = OcspResponder.of(pki.issuing().authority());
        ListServer replaying = ListServer.of(with);
        ListServer down = ListServer.of(list(failing, 1, soon, null))) {
      PeerFiles byAnswer =
          written(StatusAddress.responder(pki.issue("replayed").forClient(), responder.url()));
      byte[] old = responder.staple(byAnswer.issued().certificate(), pki.issuing().certificate());
      responder.status = OcspResponder.revoked();
      responder.thisUpdate = Instant.now();
      responder.nextUpdate = soon;
      PeerFiles byList =
          written(
              listing
                  .issue("bob")
                  .serial(bob.certificate().getSerialNumber())
                  .forClient()
                  .crlDistributionPoint(replaying.url()));
      PeerFiles byFailing =
          written(failing.issue("carol").forClient().crlDistributionPoint(down.url()));
      Way first = Way.all().get(0);
      assertVerdict(site, first, PLAIN, byAnswer, "revoked");
      assertVerdict(site, first, PLAIN, byList, "revoked");
      assertVerdict(site, first, PLAIN, byFailing, "accepted");

      responder.wholeAnswer = old;
      replaying.replaceBy(without);
      down.fail();
      Awaitility.await("the next fetches")
          .until(() -> responder.requests() > 1 && replaying.requests() > 1 && down.requests() > 1);
      for (Way way : Way.all()) {
        assertVerdict(site, way, PLAIN, byAnswer, "revoked");
        assertVerdict(site, way, PLAIN, byList, "revoked");
        assertVerdict(site, way, PLAIN, byFailing, "accepted");
      }
      Awaitility.await("the end of the list")
          .until(() -> !connect(site, first, PLAIN, byFailing).answered());
      assertVerdict(site, first, PLAIN, byFailing, "revocation_unknown");
      assertVerdict(site, first, PLAIN, byAnswer, "revoked");
    }
  }

  private static byte[] list(Pki issuer, long number, Instant date, Issued revoked) {
    Instant now = Instant.now();
    boolean old = date.isBefore(now);
    CrlRecipe list =
        CrlRecipe.of(issuer)
            .number(number)
            .dated(old ? date : now.minusSeconds(1), old ? now.plusSeconds(3600) : date);
    return (revoked == null ? list : list.revoke(revoked.certificate().getSerialNumber())).der();
  }

  /**
   * FAULTS 26: a real responder, and certificates of one name and one key of which one is revoked.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void responderOfOpenSslIsUnderstood(Jvm jvm) throws Exception {
    Site site = SITES.on(jvm);
    Pki authority = pki.root().intermediate("by openssl " + ++count);
    PeerFiles signer = pki.write("signer-" + count, authority.authority());
    Path index = directory.resolve("index-" + count + ".txt");
    int port = OpenSslServer.freePort();
    String url = "http://127.0.0.1:" + port;
    KeyPair key = Keys.ec();
    List<PeerFiles> twins = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      twins.add(
          written(StatusAddress.responder(authority.issue("twin").key(key).forClient(), url)));
    }
    Files.writeString(
        index, indexLine("V", twins.get(0).issued()) + indexLine("R", twins.get(1).issued()));
    try (OpenSslServer responder = OpenSslServer.responder(port, index, signer)) {
      assertThat(responder.port()).isEqualTo(port);
      for (Way way : Way.all()) {
        assertVerdict(site, way, PLAIN, twins.get(0), "accepted");
        assertVerdict(site, way, PLAIN, twins.get(1), "revoked");
        assertVerdict(site, way, PLAIN, twins.get(2), "revocation_unknown");
      }
    }
  }

  /** FAULTS 26: of several responders, the one that knows counts. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void whatOneResponderDoesNotKnowIsAskedOfTheNext(Jvm jvm) {
    Site site = SITES.on(jvm);
    try (OcspResponder ignorant = OcspResponder.of(pki.issuing().authority());
        OcspResponder good = OcspResponder.of(pki.issuing().authority());
        OcspResponder revoking = OcspResponder.of(pki.issuing().authority())) {
      ignorant.status = OcspResponder.unknown();
      revoking.status = OcspResponder.revoked();
      PeerFiles alice = naming("alice", ignorant, good);
      PeerFiles bob = naming("bob", ignorant, revoking);
      PeerFiles carol = naming("carol", ignorant);
      for (Way way : Way.all()) {
        assertVerdict(site, way, PLAIN, alice, "accepted");
        assertVerdict(site, way, PLAIN, bob, "revoked");
        assertVerdict(site, way, PLAIN, carol, "revocation_unknown");
      }
    }
  }

  private static PeerFiles naming(String name, OcspResponder... responders) {
    String[] urls = new String[responders.length];
    for (int i = 0; i < urls.length; i++) {
      urls[i] = responders[i].url();
    }
    return written(StatusAddress.responder(pki.issue(name).forClient(), urls));
  }

  /** Delta lists that certificates and complete lists name count from the first contact on. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void deltaListThatIsNamedCountsAndCanBeDoneWithout(Jvm jvm) {
    Site site = SITES.on(jvm);
    for (Way way : Way.all()) {
      Pki plain = pki.root().intermediate("with delta lists " + ++count);
      Pki naming = pki.root().intermediate("naming delta lists " + count);
      try (ListServer useless = ListServer.of(new byte[0]);
          ListServer ofPlain = ListServer.of(deltaList(plain));
          ListServer ofNaming = ListServer.of(deltaList(naming));
          ListServer complete = ListServer.of(CrlRecipe.of(plain).number(1).der());
          ListServer completeNaming =
              ListServer.of(CrlRecipe.of(naming).number(1).freshest(ofNaming.url()).der())) {
        CertificateRecipe alice =
            plain.issue("alice").forClient().crlDistributionPoint(complete.url());
        assertVerdict(site, way, PLAIN, written(alice.freshest(useless.url())), "accepted");
        CertificateRecipe bob =
            plain.issue("bob").forClient().crlDistributionPoint(complete.url()).serial(LISTED_ONE);
        assertVerdict(site, way, PLAIN, written(bob.freshest(ofPlain.url())), "revoked");
        CertificateRecipe carol =
            naming.issue("carol").forClient().crlDistributionPoint(completeNaming.url());
        assertVerdict(site, way, PLAIN, written(carol.serial(LISTED_ONE)), "revoked");
      }
    }
  }

  private static byte[] deltaList(Pki issuer) {
    return CrlRecipe.of(issuer).number(2).delta(1).revoke(LISTED_ONE).der();
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
}
