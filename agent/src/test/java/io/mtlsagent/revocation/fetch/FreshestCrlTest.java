package io.mtlsagent.revocation.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.mtlsagent.config.Configuration;
import io.mtlsagent.config.Overrides;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.policy.Role;
import io.mtlsagent.revocation.CrlStore;
import io.mtlsagent.revocation.PendingAnswer;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.revocation.RevocationSource;
import io.mtlsagent.revocation.SourceStatus;
import io.mtlsagent.revocation.Waiting;
import io.mtlsagent.testing.CertificateRecipe;
import io.mtlsagent.testing.CrlRecipe;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Keys;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.testing.RawHttpServer;
import io.mtlsagent.trust.ExpectedName;
import io.mtlsagent.trust.PeerVerifier;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Delta lists that certificates and complete lists name (RFC 5280, 4.2.1.15 and 5.2.6). */
class FreshestCrlTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int CERTIFICATE_HOLD = 6;
  private static final int REMOVE_FROM_CRL = 8;

  /** Who says where the delta list is. */
  enum NamedBy {
    CERTIFICATE,
    LIST
  }

  @TempDir Path directory;

  private final Pki zoo = Pki.root("zoo");
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile CountDownLatch released = new CountDownLatch(0);
  private HttpServer server;
  private DownloadedLists lists = lists(new HttpClient(null));

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String path = exchange.getRequestURI().getPath();
          asked.add(path);
          hold();
          byte[] body = files.get(path);
          exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
          if (body != null) {
            exchange.getResponseBody().write(body);
          }
          exchange.close();
        });
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  private void hold() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @AfterEach
  void stop() {
    released.countDown();
    server.stop(0);
  }

  private static DownloadedLists lists(HttpClient client) {
    return new DownloadedLists(
        new Fetches(client, Clock.systemUTC()), AnswerCache.in(null), Duration.ZERO);
  }

  private String url(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private CertificateRecipe recipe(Pki issuer) {
    return issuer.issue("alice").forClient().crlDistributionPoint(url("/base"));
  }

  /** A client whose delta list is named by one of the two; the complete list says nothing of it. */
  private Issued client(NamedBy by, String delta) {
    CrlRecipe base = CrlRecipe.of(zoo).number(5);
    if (by == NamedBy.LIST) {
      base.freshest(delta);
    }
    files.put("/base", base.der());
    return by == NamedBy.LIST ? recipe(zoo).make() : recipe(zoo).freshest(delta).make();
  }

  private Issued client(NamedBy by) {
    return client(by, url("/delta"));
  }

  private CrlRecipe delta() {
    return CrlRecipe.of(zoo).number(6).delta(5);
  }

  private static BigInteger serial(Issued peer) {
    return peer.certificate().getSerialNumber();
  }

  private RevocationFinding find(Issued peer, Waiting waiting, Instant now) {
    RevocationCheck check = RevocationCheck.of(RevocationPolicy.STRICT, lists).waitingUpTo(LONG);
    return check.find(peer.certificate(), zoo.certificate(), now, check.patience(waiting));
  }

  private void assertStatus(Issued peer, RevocationStatus status) {
    RevocationFinding finding = find(peer, Waiting.ALLOWED, Instant.now());
    assertThat(finding.status()).as(finding.detail()).isEqualTo(status);
  }

  private RevocationStatus inMemory(Issued peer) {
    return find(peer, Waiting.FORBIDDEN, Instant.now()).status();
  }

  private SourceStatus status(String path) {
    return lists.status().stream()
        .filter(source -> source.source().endsWith(path))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource
  void whomTheDeltaListNamesIsRevokedFromTheFirstContactOn(NamedBy by) {
    Issued alice = client(by);
    files.put("/delta", delta().revoke(serial(alice)).der());
    RevocationFinding finding = find(alice, Waiting.ALLOWED, Instant.now());
    assertThat(finding.status()).as(finding.detail()).isEqualTo(RevocationStatus.REVOKED);
    assertThat(finding.detail()).contains("/delta");
    assertThat(asked).containsExactlyInAnyOrder("/base", "/delta");
  }

  /** However soon the complete list is there: here it has come before anybody looks. */
  @ParameterizedTest
  @EnumSource
  void theDeltaListIsWaitedForWhereTheCompleteOneHasCome(NamedBy by) {
    Issued alice = client(by);
    files.put("/delta", delta().revoke(serial(alice)).der());
    RevocationCheck check = RevocationCheck.of(RevocationPolicy.STRICT, lists).waitingUpTo(LONG);
    Instant now = Instant.now();
    List<PendingAnswer> pending = lists.request(alice.certificate(), zoo.certificate(), now);
    await()
        .until(
            () ->
                lists.find(alice.certificate(), zoo.certificate(), now).status()
                    != RevocationStatus.UNKNOWN);
    RevocationFinding finding =
        check.find(
            alice.certificate(), zoo.certificate(), now, pending, check.patience(Waiting.ALLOWED));
    assertThat(finding.status()).as(finding.detail()).isEqualTo(RevocationStatus.REVOKED);
  }

  @ParameterizedTest
  @EnumSource
  void whomTheDeltaListReleasesIsGood(NamedBy by) {
    Issued alice = client(by);
    CrlRecipe base = CrlRecipe.of(zoo).number(5).revoke(serial(alice), CERTIFICATE_HOLD);
    if (by == NamedBy.LIST) {
      base.freshest(url("/delta"));
    }
    files.put("/base", base.der());
    files.put("/delta", delta().revoke(serial(alice), REMOVE_FROM_CRL).der());
    assertStatus(alice, RevocationStatus.GOOD);
  }

  record Fault(String name, Preparation preparation) {
    interface Preparation {
      byte[] of(CrlRecipe delta);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Fault> faults() {
    Instant now = Instant.now();
    return Stream.of(
        new Fault("missing", delta -> null),
        new Fault("garbage", delta -> new byte[] {0x30, 3, 2, 1, 1}),
        new Fault("other key", delta -> delta.signedBy(Keys.ec()).der()),
        new Fault(
            "outdated", delta -> delta.dated(now.minusSeconds(7200), now.minusSeconds(3600)).der()),
        new Fault(
            "future", delta -> delta.dated(now.plusSeconds(3600), now.plusSeconds(7200)).der()),
        new Fault(
            "critical extension",
            delta -> delta.extension(Extension.biometricInfo, true, DERNull.INSTANCE).der()));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whereTheDeltaListCannotBeUsedTheCompleteOneStaysInForce(Fault fault) {
    for (NamedBy by : NamedBy.values()) {
      lists = lists(new HttpClient(null));
      Issued alice = client(by);
      byte[] delta = fault.preparation().of(delta().revoke(serial(alice)));
      files.remove("/delta");
      if (delta != null) {
        files.put("/delta", delta);
      }
      assertStatus(alice, RevocationStatus.GOOD);
      await().until(() -> !status("/delta").lastError().isEmpty());
      assertThat(inMemory(alice)).isEqualTo(RevocationStatus.GOOD);
      assertThat(status("/base").lastError()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerOfDeltaListsThatHangsIsWaitedForOnce(NamedBy by) throws IOException {
    try (RawHttpServer hanging = RawHttpServer.hanging()) {
      Issued alice = client(by, hanging.url());
      RevocationCheck check =
          RevocationCheck.of(RevocationPolicy.STRICT, lists).waitingUpTo(Duration.ofSeconds(2));
      for (int i = 0; i < 20; i++) {
        RevocationFinding finding =
            check.find(
                alice.certificate(),
                zoo.certificate(),
                Instant.now(),
                check.patience(Waiting.ALLOWED));
        assertThat(finding.status()).as(finding.detail()).isEqualTo(RevocationStatus.GOOD);
      }
      assertThat(hanging.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void aDeltaListThatFailedIsFetchedAgainAndNotWaitedFor(NamedBy by) {
    Issued alice = client(by);
    assertStatus(alice, RevocationStatus.GOOD);
    released = new CountDownLatch(1);
    await().until(() -> asked.stream().filter("/delta"::equals).count() >= 2);
    Instant now = Instant.now();
    assertThat(lists.request(alice.certificate(), zoo.certificate(), now)).isEmpty();
    assertThat(lists.supplements(alice.certificate(), zoo.certificate(), now)).isEmpty();
    files.put("/delta", delta().revoke(serial(alice)).der());
    released.countDown();
    await().until(() -> inMemory(alice) == RevocationStatus.REVOKED);
  }

  @Test
  void newDeltaListsAreFetchedInTheBackground() {
    Issued alice = client(NamedBy.CERTIFICATE);
    Instant soon = Instant.now().plusSeconds(4);
    files.put("/delta", delta().dated(Instant.now().minusSeconds(60), soon).der());
    assertStatus(alice, RevocationStatus.GOOD);
    files.put("/delta", CrlRecipe.of(zoo).number(7).delta(5).revoke(serial(alice)).der());
    await().until(() -> inMemory(alice) == RevocationStatus.REVOKED);
    assertThat(asked.stream().filter("/base"::equals)).hasSize(1);
  }

  /** Whoever keeps the next delta list from us must not make them good. */
  @Test
  void theRevokedStaySoWhenTheDeltaListIsOutdatedUntilACompleteListSaysOtherwise() {
    Issued alice = client(NamedBy.LIST);
    Issued bob = recipe(zoo).make();
    CrlRecipe base =
        CrlRecipe.of(zoo)
            .number(5)
            .revoke(serial(bob), CERTIFICATE_HOLD)
            .freshest(url("/delta"))
            .dated(Instant.now().minusSeconds(60), Instant.now().plusSeconds(86_400));
    files.put("/base", base.der());
    files.put("/delta", delta().revoke(serial(alice)).revoke(serial(bob), REMOVE_FROM_CRL).der());
    assertStatus(alice, RevocationStatus.REVOKED);
    assertStatus(bob, RevocationStatus.GOOD);

    Instant later = Instant.now().plusSeconds(7200); // the delta list was for an hour
    assertThat(find(alice, Waiting.FORBIDDEN, later).status()).isEqualTo(RevocationStatus.REVOKED);
    assertThat(find(bob, Waiting.FORBIDDEN, later).status())
        .as("an outdated list releases nobody")
        .isEqualTo(RevocationStatus.REVOKED);
  }

  /** Local lists are told apart from downloaded ones: the delta list's word counts all the same. */
  @Test
  void aDeltaListOfTheCertificateAddsToALocalList() throws Exception {
    Issued alice = zoo.issue("alice").forClient().freshest(url("/delta")).make();
    Issued bob = zoo.issue("bob").forClient().freshest(url("/delta")).make();
    files.put("/delta", delta().revoke(serial(alice)).der());
    RevocationSource local =
        CrlStore.open(
            List.of(CrlRecipe.of(zoo).number(5).in(directory, "base.crl")), Clock.systemUTC());
    RevocationCheck check =
        RevocationCheck.of(RevocationPolicy.STRICT, List.of(local, lists)).waitingUpTo(LONG);
    Instant now = Instant.now();
    RevocationFinding finding =
        check.find(alice.certificate(), zoo.certificate(), now, check.patience(Waiting.ALLOWED));
    assertThat(finding.status()).as(finding.detail()).isEqualTo(RevocationStatus.REVOKED);
    assertThat(check.find(bob.certificate(), zoo.certificate(), now).status())
        .isEqualTo(RevocationStatus.GOOD);
  }

  @ParameterizedTest
  @EnumSource
  void hostsThatAreNotAllowedAreNotContacted(NamedBy by) throws Exception {
    Path file =
        Files.writeString(
            directory.resolve("mtls.properties"), "mode=off\nrevocation.allowed-hosts=127.0.0.1\n");
    lists =
        lists(
            new HttpClient(
                Configuration.load(file.toFile(), Overrides.none())
                    .topLevel()
                    .revocation()
                    .allowedHosts()));
    Issued alice = client(by, url("/delta").replace("127.0.0.1", "localhost"));
    files.put("/delta", delta().revoke(serial(alice)).der());
    assertStatus(alice, RevocationStatus.GOOD);
    assertThat(asked).containsOnly("/base");
  }

  @ParameterizedTest
  @EnumSource
  void ldapIsNeverUsed(NamedBy by) {
    Issued alice = client(by, url("/delta").replace("http", "ldap"));
    assertStatus(alice, RevocationStatus.GOOD);
    assertThat(asked).containsOnly("/base");
  }

  @Test
  void aStrangersCertificateMakesNoRequest() {
    for (Pki stranger : List.of(Pki.root("other"), Pki.root("zoo"))) {
      Issued mallory = recipe(stranger).freshest(url("/delta")).make();
      RevocationCheck check = RevocationCheck.of(RevocationPolicy.STRICT, lists).waitingUpTo(LONG);
      PeerVerifier verifier =
          new PeerVerifier(List.of(zoo.certificate()), check, Clock.systemUTC());
      assertThat(
              verifier
                  .verify(Arrays.asList(mallory.chain()), Role.SERVER, ExpectedName.notChecked())
                  .rejection()
                  .orElseThrow()
                  .code())
          .isEqualTo(RejectionCode.UNTRUSTED);
    }
    assertThat(asked).isEmpty();
  }

  @Test
  void anExtensionThatIsMalformedIsAsNone() {
    Issued alice = recipe(zoo).extension(Extension.freshestCRL, false, DERNull.INSTANCE).make();
    files.put(
        "/base",
        CrlRecipe.of(zoo)
            .number(5)
            .extension(Extension.freshestCRL, false, DERNull.INSTANCE)
            .der());
    assertStatus(alice, RevocationStatus.GOOD);
  }

  @Test
  void aListWhoseExtensionIsCriticalIsRefused() {
    Issued alice = recipe(zoo).make();
    files.put(
        "/base",
        CrlRecipe.of(zoo).number(5).extension(Extension.freshestCRL, true, DERNull.INSTANCE).der());
    RevocationFinding finding = find(alice, Waiting.ALLOWED, Instant.now());
    assertThat(finding.status()).isEqualTo(RevocationStatus.UNKNOWN);
    assertThat(finding.detail()).contains("section 5.2.6");
  }
}
