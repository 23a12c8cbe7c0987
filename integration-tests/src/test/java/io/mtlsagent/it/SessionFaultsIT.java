package io.mtlsagent.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.it.Site.Way;
import io.mtlsagent.it.audit.AuditLine;
import io.mtlsagent.it.audit.ResumedLine;
import io.mtlsagent.it.jvm.Jvm;
import io.mtlsagent.it.tls.Attempt;
import io.mtlsagent.it.tls.CommandResult;
import io.mtlsagent.it.tls.KeyKind;
import io.mtlsagent.it.tls.OneWayTls;
import io.mtlsagent.it.tls.OpenSsl;
import io.mtlsagent.it.tls.PeerFiles;
import io.mtlsagent.it.tls.PeerKind;
import io.mtlsagent.it.tls.PkiFiles;
import io.mtlsagent.it.tls.RawTlsClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What sessions have outlived in other products: whoever resumes one is judged by the rules, the
 * lists and the time of now. On sockets and engines, in both versions of TLS, on every virtual
 * machine, each of which runs one server for all tests.
 */
class SessionFaultsIT {

  private static final String JVMS = "io.mtlsagent.it.jvm.Jvms#all";

  /** Ports, by their numbers in {@link SocketsAndEngines}. */
  private static final int PLAIN = 0;

  private static final int ADMIN = 1;
  private static final int LISTED = 2;
  private static final int PINNED = 3;
  private static final int TWO_AUTHORITIES = 4;

  @TempDir static Path directory;
  private static final Site.OnEachJvm SITES = new Site.OnEachJvm(SessionFaultsIT::start);
  private static OneWayTls oneWay;
  private static PkiFiles pki;
  private static PkiFiles operators;
  private static int clients;

  @BeforeAll
  static void makeMaterial() {
    oneWay = OneWayTls.in(directory.resolve("one-way"));
    pki = PkiFiles.in(directory.resolve("pki"), KeyKind.EC);
    operators = PkiFiles.in(directory.resolve("operators"), KeyKind.RSA);
  }

  @AfterAll
  static void stop() {
    SITES.close();
  }

  private static Site start(Jvm jvm) {
    SocketsAndEngines ports = new SocketsAndEngines(TWO_AUTHORITIES + 1);
    AgentConfig config =
        new AgentConfig(directory.resolve("on " + jvm), pki.server(PeerKind.GOOD), pki)
            .set("reload.interval", "200ms")
            .set("endpoint.admin.ports", ports.ports(ADMIN))
            .set("endpoint.admin.trust.certificates", operators.anchors().toString())
            .set("endpoint.admin.revocation.crl", operators.crls().toString())
            .set("endpoint.named.role", "server")
            .set("endpoint.named.sni", "admin.example")
            .set("endpoint.named.peers.allow", "CN=operator")
            .set("endpoint.listed.ports", ports.ports(LISTED))
            .set("endpoint.pinned.ports", ports.ports(PINNED))
            .set("endpoint.two.ports", ports.ports(TWO_AUTHORITIES))
            .set("endpoint.two.revocation.crl", pki.crls() + "," + operators.crls())
            .set("endpoint.two.trust.certificates", pki.anchors() + "," + operators.anchors());
    return Site.start(jvm, oneWay, ports, config, "-Xmx128m");
  }

  private static PeerFiles newClient() {
    return newClient(Duration.ofDays(1));
  }

  private static PeerFiles newClient(Duration lifetime) {
    return pki.newClient("returning-" + ++clients, lifetime);
  }

  /** FAULTS 1, as in CVE-2025-23419: a session made on one virtual host let in on another. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void sessionOfOnePortIsWorthNothingOnAnother(Jvm jvm) {
    Site site = SITES.on(jvm);
    for (Way way : Way.all()) {
      Path session = directory.resolve("port " + jvm + way);
      PeerFiles identity = newClient();
      CommandResult first = openSsl(site, way, PLAIN, identity).keepSession(session).get("/user");
      assertThat(first.output()).as("%s: %s%n%s", way, first, site).contains("hello");

      CommandResult second =
          openSsl(site, way, ADMIN, identity).resume(session).get("/of-another-port");

      assertThat(second.output()).as("%s: %s", way, second).doesNotContain("hello");
      assertThat(site.server().app().wasAsked("/of-another-port")).isFalse();
      AuditLine line = rejectionOf(site, identity);
      assertThat(line.text("event.code")).as("%s: %s", way, line).isEqualTo("untrusted");
      assertThat(line.text("mtls.endpoint")).isEqualTo("admin");
      assertThat(line.text("tls.resumed"))
          .as("%s: %s", way, line)
          .isEqualTo(String.valueOf(resumesForOpenSsl(jvm, way)));
    }
  }

  /** FAULTS 2, as in CVE-2025-23048: the same by the server name, where the lists differ. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void sessionOfOneServerNameIsWorthNothingOnAnother(Jvm jvm) {
    Site site = SITES.on(jvm);
    for (Way way : Way.all()) {
      Path session = directory.resolve("name " + jvm + way);
      PeerFiles identity = newClient();
      CommandResult first = openSsl(site, way, PLAIN, identity).keepSession(session).get("/user");
      assertThat(first.output()).as("%s: %s%n%s", way, first, site).contains("hello");

      CommandResult second =
          openSsl(site, way, PLAIN, identity)
              .serverName("admin.example")
              .resume(session)
              .get("/of-another-name");

      assertThat(second.output()).as("%s: %s", way, second).doesNotContain("hello");
      assertThat(site.server().app().wasAsked("/of-another-name")).isFalse();
      AuditLine line = rejectionOf(site, identity);
      assertThat(line.text("event.code")).as("%s: %s", way, line).isEqualTo("not_authorized");
      assertThat(line.text("mtls.endpoint")).isEqualTo("named");
    }
  }

  private static OpenSsl openSsl(Site site, Way way, int number, PeerFiles identity) {
    return OpenSsl.client(site.port(way, number), pki.anchors())
        .protocol(way.protocol())
        .identity(identity);
  }

  /** Java 8 and OpenSSL come to no terms about the tickets of TLS 1.3, and shake hands in full. */
  private static boolean resumesForOpenSsl(Jvm jvm, Way way) {
    return jvm.version() > 8 || !way.protocol().equals("TLSv1.3");
  }

  private static AuditLine rejectionOf(Site site, PeerFiles identity) {
    String subject = "CN=" + commonName(identity);
    return site.server()
        .audit()
        .await(
            "rejection of " + subject,
            1,
            line ->
                line.text("event.action").equals("peer-rejected")
                    && line.text("tls.client.subject").endsWith(subject))
        .get(0);
  }

  private static String commonName(PeerFiles identity) {
    String name = identity.issued().certificate().getSubjectX500Principal().getName();
    return name.replaceAll(".*CN=([^,]+).*", "$1");
  }

  private static void assertResumptionRefused(AuditLine line, Way way, String code) {
    assertThat(line.text("event.action")).as("%s: %s", way, line).isEqualTo("peer-rejected");
    assertThat(line.text("event.code")).as("%s: %s", way, line).isEqualTo(code);
    assertThat(line.text("tls.resumed")).as("%s: %s", way, line).isEqualTo("true");
    assertThat(line.text("tls.client.subject")).as("%s: %s", way, line).contains("CN=");
  }

  private interface Change {
    void make();
  }

  /** A client on each way that is let in, and after the change is refused as it resumes. */
  private static void assertChangeEndsSessions(
      Site site, int number, PeerFiles identity, Change change, String code) {
    Map<Way, RawTlsClient> returning = new LinkedHashMap<>();
    for (Way way : Way.all()) {
      RawTlsClient client = site.client(way, number, identity, pki.rootCertificate());
      Attempt first = client.connect("/before");
      assertThat(first.answered()).as("%s: %s%n%s", way, first, site).isTrue();
      returning.put(way, client);
    }
    change.make();
    returning.forEach(
        (way, client) -> {
          for (int i = 0; i < 2; i++) { // a session that was refused once is refused again
            Attempt attempt = client.connect("/" + code);
            assertThat(attempt.answered()).as("%s: %s%n%s", way, attempt, site).isFalse();
            AuditLine line = site.verdictOn(attempt);
            if (i == 0) {
              assertResumptionRefused(line, way, code);
            }
            assertThat(line.text("event.code")).as("%s: %s", way, line).isEqualTo(code);
          }
        });
    assertThat(site.server().app().wasAsked("/" + code)).isFalse();
  }

  /** FAULTS 3, as in CVE-2025-68121: an authority that was removed let in whoever resumed. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void removedAuthorityIsNotTrustedToResume(Jvm jvm) {
    Site site = SITES.on(jvm);
    assertChangeEndsSessions(
        site,
        TWO_AUTHORITIES,
        operators.client(PeerKind.GOOD),
        () -> {
          site.config().set("endpoint.two.trust.certificates", pki.anchors().toString());
          site.reload();
        },
        "untrusted");
  }

  /** FAULTS 4, as in Traefik's GHSA-gv8r-9rw9-9697. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void listThatChangesIsAskedOnResumption(Jvm jvm) {
    Site site = SITES.on(jvm);
    assertChangeEndsSessions(
        site,
        LISTED,
        newClient(),
        () -> {
          site.config().set("endpoint.listed.peers.deny", "O=zoo");
          site.reload();
        },
        "not_authorized");
  }

  /** FAULTS 6, as in CVE-2022-21654 of Envoy. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void pinThatChangesIsAskedOnResumption(Jvm jvm) {
    Site site = SITES.on(jvm);
    assertChangeEndsSessions(
        site,
        PINNED,
        newClient(),
        () -> {
          site.config().set("endpoint.pinned.peers.allow", "SPKI:" + "00".repeat(32));
          site.reload();
        },
        "not_authorized");
  }

  /** FAULTS 8: the line on a resumed session says all of the peer that the first one said. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void lineOnResumptionNamesThePeerInFull(Jvm jvm) {
    Site site = SITES.on(jvm);
    for (Way way : Way.all()) {
      RawTlsClient client = site.client(way, PLAIN, newClient(), pki.rootCertificate());
      AuditLine full = site.verdictOn(client.connect("/full"));
      AuditLine resumed = site.verdictOn(client.connect("/resumed"));

      ResumedLine.assertSaysTheSame(full, resumed, "tls.client", "user");
    }
  }

  /**
   * FAULTS 9, JDK-8227105: an application that invalidates a session does not end it on newer JDKs.
   * Whether it is resumed or not, the client is judged, and once revoked it is out.
   */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void sessionThatTheApplicationInvalidatedIsJudgedLikeAnother(Jvm jvm) {
    Site site = SITES.on(jvm);
    PeerFiles identity = newClient();
    Map<Way, RawTlsClient> returning = new LinkedHashMap<>();
    for (Way way : Way.all()) {
      RawTlsClient client = site.client(way, PLAIN, identity, pki.rootCertificate());
      for (String path : new String[] {"/log-out", "/log-out-again"}) {
        Attempt attempt = client.connect(path);
        assertThat(attempt.answered()).as("%s: %s%n%s", way, attempt, site).isTrue();
        AuditLine line = site.verdictOn(attempt);
        assertThat(line.text("event.code")).as("%s: %s", way, line).isEqualTo("accepted");
        assertThat(line.text("tls.client.subject")).contains("CN=returning-");
      }
      returning.put(way, client);
    }

    pki.revoke(identity);
    awaitRefusal(site, identity);

    returning.forEach(
        (way, client) -> {
          Attempt attempt = client.connect("/logged-out");
          assertThat(attempt.answered()).as("%s: %s%n%s", way, attempt, site).isFalse();
          AuditLine line = site.verdictOn(attempt);
          assertThat(line.text("event.code")).as("%s: %s", way, line).isEqualTo("revoked");
          assertThat(line.text("tls.client.subject")).contains("CN=returning-");
        });
    assertThat(site.server().app().wasAsked("/logged-out")).isFalse();
  }

  /** Clients without a session show when the agent has taken over what changed on disk. */
  private static void awaitRefusal(Site site, PeerFiles identity) {
    Way way = Way.all().get(0);
    Awaitility.await("refusal of full handshakes")
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(100))
        .until(
            () ->
                !site.client(way, PLAIN, identity, pki.rootCertificate())
                    .connect("/is-it-over")
                    .answered());
  }

  /** FAULTS 10: a session outlives its certificate. */
  @ParameterizedTest(name = "{0}")
  @MethodSource(JVMS)
  void sessionDoesNotOutliveItsCertificate(Jvm jvm) {
    Site site = SITES.on(jvm);
    Duration lifetime = Duration.ofSeconds(5);
    Instant end = Instant.now().plus(lifetime).plusSeconds(2);
    assertChangeEndsSessions(site, PLAIN, newClient(lifetime), () -> sleepUntil(end), "expired");
  }

  private static void sleepUntil(Instant end) {
    try {
      Thread.sleep(Math.max(0, Duration.between(Instant.now(), end).toMillis()));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
