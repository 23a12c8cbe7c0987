package io.mtlsagent.revocation.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.CrlIndex;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.revocation.SourceStatus;
import io.mtlsagent.revocation.Waiting;
import io.mtlsagent.revocation.ocsp.OcspSource;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.trust.ExpectedName;
import io.mtlsagent.trust.PeerVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadedListsTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path directory;

  private final Pki zoo = Pki.root("zoo");
  private final AtomicInteger requests = new AtomicInteger();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private HttpServer server;
  private volatile byte[] list;
  private volatile int status = 200;
  private volatile String entityTag;
  private Issued alice;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          String tag = entityTag;
          boolean same =
              tag != null && tag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
          if (tag != null) {
            exchange.getResponseHeaders().set("ETag", tag);
          }
          if (same || status != 200) {
            exchange.sendResponseHeaders(same ? 304 : status, -1);
          } else {
            exchange.sendResponseHeaders(200, list.length);
            exchange.getResponseBody().write(list);
          }
          exchange.close();
        });
    server.start();
    alice = zoo.issue("alice").forClient().crlDistributionPoint(url()).make();
    list = zoo.crl().getEncoded();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/zoo.crl";
  }

  private Fetches fetches() {
    Fetches fetches = new Fetches(new HttpClient(null), Clock.systemUTC());
    fetches.report(
        new RevocationEvents() {
          @Override
          public void updated(String source, String detail) {
            events.add("updated " + detail);
          }

          @Override
          public void stale(String source, String detail) {
            events.add("stale " + detail);
          }
        });
    return fetches;
  }

  private DownloadedLists lists(Duration grace) {
    return new DownloadedLists(fetches(), AnswerCache.in(null), grace);
  }

  private DownloadedLists lists() {
    return lists(Duration.ZERO);
  }

  private RevocationFinding find(RevocationPolicy policy, DownloadedLists lists, Issued peer) {
    RevocationCheck check = RevocationCheck.of(policy, lists).waitingUpTo(LONG);
    return check.find(
        peer.certificate(), zoo.certificate(), Instant.now(), check.patience(Waiting.ALLOWED));
  }

  private RevocationFinding find(DownloadedLists lists) {
    return find(RevocationPolicy.STRICT, lists, alice);
  }

  @Test
  void theListOfADistributionPointCounts() {
    DownloadedLists lists = lists();
    RevocationFinding finding = find(lists);
    assertThat(finding.status()).as(finding.detail()).isEqualTo(RevocationStatus.GOOD);
    assertThat(finding.source()).isEqualTo("crl");
    find(lists);
    assertThat(requests).hasValue(1);
    assertThat(events).hasSize(1);
    assertThat(events.get(0)).startsWith("updated CN=zoo");
    SourceStatus point = lists.status().get(0);
    assertThat(point.source()).isEqualTo(url());
    assertThat(point.bytes()).isEqualTo(list.length);
    assertThat(point.hits()).as("the first question was answered by the network").isEqualTo(1);
    assertThat(point.nextUpdate()).isNotNull();
  }

  @Test
  void theRevokedAreFound() throws Exception {
    list = zoo.revoke(alice).crl().getEncoded();
    assertThat(find(lists()).status()).isEqualTo(RevocationStatus.REVOKED);
  }

  private void assertRefused(byte[] answer, String problem) {
    list = answer;
    for (RevocationPolicy policy :
        new RevocationPolicy[] {
          RevocationPolicy.STRICT, RevocationPolicy.ADVERTISED, RevocationPolicy.SOFT_FAIL
        }) {
      RevocationFinding finding = find(policy, lists(), alice);
      assertThat(finding.status()).as(finding.detail()).isEqualTo(RevocationStatus.UNKNOWN);
      assertThat(finding.detail()).contains(problem);
      assertThat(RevocationCheck.of(policy, lists()).refuses(finding))
          .isEqualTo(policy != RevocationPolicy.SOFT_FAIL);
    }
  }

  @Test
  void aListThatMustNotBeUsedIsRefused() throws Exception {
    X509CRL good = zoo.crl();
    Instant now = Instant.now();
    assertRefused("<html>".getBytes(), "not a well-formed revocation list");
    assertRefused(new byte[0], "not a well-formed revocation list");
    assertRefused(
        Arrays.copyOf(good.getEncoded(), good.getEncoded().length - 9),
        "not a well-formed revocation list");
    assertRefused(Pki.root("other").crl().getEncoded(), "a list of another issuer");
    assertRefused(Pki.root("zoo").crl().getEncoded(), "does not verify");
    assertRefused(
        zoo.crl(now.minus(Duration.ofDays(2)), now.minus(Duration.ofDays(1))).getEncoded(),
        "outdated since");
    assertRefused(
        zoo.crl(now.plus(Duration.ofHours(1)), now.plus(Duration.ofDays(1))).getEncoded(),
        "dated in the future");
    status = 500;
    assertRefused(good.getEncoded(), "status 500");
  }

  @Test
  void graceLetsAnOutdatedListCountAsStale() throws Exception {
    Instant now = Instant.now();
    list = zoo.crl(now.minus(Duration.ofDays(2)), now.minus(Duration.ofHours(1))).getEncoded();
    assertThat(find(lists(Duration.ofHours(2))).status()).isEqualTo(RevocationStatus.STALE);
    assertThat(find(lists(Duration.ofMinutes(2))).status()).isEqualTo(RevocationStatus.UNKNOWN);
  }

  @Test
  void aNewListIsFetchedBeforeTheOldOneRunsOut() throws Exception {
    list = zoo.crl(Instant.now().minusSeconds(60), Instant.now().plusSeconds(4)).getEncoded();
    DownloadedLists lists = lists();
    find(lists);
    list = zoo.revoke(alice).crl().getEncoded();
    await().until(() -> find(lists).status() == RevocationStatus.REVOKED);
  }

  @Test
  void anOlderListDoesNotReplaceANewerOne() throws Exception {
    byte[] older = zoo.crl().getEncoded();
    zoo.revoke(alice);
    list = zoo.crl(Instant.now().minusSeconds(60), Instant.now().plusSeconds(4)).getEncoded();
    DownloadedLists lists = lists();
    find(lists);
    list = older;
    await().until(() -> !lists.status().get(0).lastError().isEmpty());
    assertThat(lists.status().get(0).lastError()).contains("older than the list in force");
  }

  @Test
  void anUnchangedListIsNotSentAgain() throws Exception {
    entityTag = "\"1\"";
    list = zoo.crl(Instant.now().minusSeconds(60), Instant.now().plusSeconds(4)).getEncoded();
    DownloadedLists lists = lists();
    find(lists);
    await().until(() -> requests.get() >= 2);
    assertThat(lists.status().get(0).bytes()).isEqualTo(list.length);
  }

  @Test
  void aCachedListSurvivesARestartAndIsCheckedAgain() throws Exception {
    AnswerCache cache = AnswerCache.in(directory.toFile());
    find(new DownloadedLists(fetches(), cache, Duration.ZERO));
    status = 500;
    assertThat(find(new DownloadedLists(fetches(), cache, Duration.ZERO)).status())
        .isEqualTo(RevocationStatus.GOOD);

    Path file;
    try (Stream<Path> files = Files.list(directory)) {
      file = files.findFirst().get();
    }
    Files.write(file, Pki.root("zoo").crl().getEncoded());
    assertThat(find(new DownloadedLists(fetches(), cache, Duration.ZERO)).status())
        .isEqualTo(RevocationStatus.UNKNOWN);
  }

  private Issued namingCanary(Pki issuer, String subject) {
    return issuer
        .issue(subject)
        .forClient()
        .crlDistributionPoint(url())
        .extension(
            Extension.authorityInfoAccess,
            false,
            new AuthorityInformationAccess(
                X509ObjectIdentifiers.id_ad_ocsp,
                new GeneralName(GeneralName.uniformResourceIdentifier, url())))
        .make();
  }

  private Verdict verify(Issued peer) {
    Fetches fetches = fetches();
    OcspSource responders =
        new OcspSource(
            fetches,
            null,
            AnswerCache.in(null),
            CrlIndex.of(Collections.emptyList()),
            Duration.ZERO);
    RevocationCheck check =
        RevocationCheck.of(
                RevocationPolicy.STRICT,
                List.of(
                    new DownloadedLists(fetches, AnswerCache.in(null), Duration.ZERO), responders))
            .waitingUpTo(LONG);
    PeerVerifier verifier = new PeerVerifier(List.of(zoo.certificate()), check, Clock.systemUTC());
    return verifier.verify(Arrays.asList(peer.chain()), Role.SERVER, ExpectedName.notChecked());
  }

  @Test
  void aStrangersCertificateMakesNoRequest() throws Exception {
    for (Pki stranger : List.of(Pki.root("other"), Pki.root("zoo"))) {
      Verdict verdict = verify(namingCanary(stranger, "mallory"));
      assertThat(verdict.rejection().get().code()).isEqualTo(RejectionCode.UNTRUSTED);
    }
    assertThat(requests).hasValue(0);

    // the same certificate of a trusted issuer does
    assertThat(verify(namingCanary(zoo, "alice")).isAccepted()).isTrue();
    assertThat(requests.get()).isGreaterThan(0);
  }

  @Test
  void ldapIsNeverUsed() throws Exception {
    Issued peer =
        zoo.issue("bob")
            .forClient()
            .crlDistributionPoint("ldap://127.0.0.1:" + server.getAddress().getPort() + "/cn=a")
            .make();
    RevocationFinding finding = find(RevocationPolicy.ADVERTISED, lists(), peer);
    assertThat(finding.status()).isEqualTo(RevocationStatus.UNKNOWN);
    assertThat(finding.detail()).contains("no CRL distribution point over http");
    assertThat(requests).hasValue(0);
  }

  @Test
  void aDistributionPointOfAnotherIssuerIsNotUsed() {
    GeneralNames at =
        new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, url()));
    GeneralNames other = new GeneralNames(new GeneralName(new X500Name("CN=lists")));
    org.bouncycastle.asn1.x509.DistributionPoint point =
        new org.bouncycastle.asn1.x509.DistributionPoint(
            new DistributionPointName(at), null, other);
    Issued peer =
        zoo.issue("bob")
            .forClient()
            .extension(
                Extension.cRLDistributionPoints,
                false,
                new CRLDistPoint(new org.bouncycastle.asn1.x509.DistributionPoint[] {point}))
            .make();
    RevocationFinding finding = find(RevocationPolicy.ADVERTISED, lists(), peer);
    assertThat(finding.status()).isEqualTo(RevocationStatus.UNKNOWN);
    assertThat(requests).hasValue(0);
  }

  @Test
  void aDownDistributionPointIsAsNone() throws IOException {
    server.stop(0);
    RevocationFinding finding = find(lists());
    assertThat(finding.status()).isEqualTo(RevocationStatus.UNKNOWN);
    assertThat(finding.detail()).contains("cannot be reached");
    await().until(() -> !events.isEmpty()); // told after the answer is there
    assertThat(events).hasSize(1);
    assertThat(events.get(0)).startsWith("stale");
  }
}
