package io.mtlsagent.revocation.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.revocation.CrlIndex;
import io.mtlsagent.revocation.Patience;
import io.mtlsagent.revocation.PeerPresence;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.revocation.RevocationSource;
import io.mtlsagent.revocation.SourceStatus;
import io.mtlsagent.revocation.Waiting;
import io.mtlsagent.revocation.fetch.AnswerCache;
import io.mtlsagent.revocation.fetch.Fetches;
import io.mtlsagent.revocation.fetch.HttpAddress;
import io.mtlsagent.revocation.fetch.HttpClient;
import io.mtlsagent.revocation.fetch.RevocationEvents;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Keys;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.testing.RawHttpServer;
import io.mtlsagent.testing.StatusAddress;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OcspSourceTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final BigInteger SERIAL = BigInteger.valueOf(1_000_007);

  @TempDir Path directory;

  private final Pki zoo = Pki.root("zoo");
  private final OcspResponder responder = OcspResponder.of(zoo.authority());
  private final Issued alice = naming("alice", responder.url(), SERIAL);
  private final List<String> events = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    responder.close();
  }

  private Issued naming(String subject, String url) {
    return naming(subject, url, BigInteger.valueOf(System.nanoTime()));
  }

  private Issued naming(String subject, String url, BigInteger serial) {
    return zoo.issue(subject)
        .serial(serial)
        .forClient()
        .extension(
            Extension.authorityInfoAccess,
            false,
            new AuthorityInformationAccess(
                X509ObjectIdentifiers.id_ad_ocsp,
                new GeneralName(GeneralName.uniformResourceIdentifier, url)))
        .make();
  }

  private OcspSource source(Duration grace, AnswerCache cache) {
    return source(grace, cache, CrlIndex.of(Collections.emptyList()));
  }

  private OcspSource source(Duration grace, AnswerCache cache, RevocationSource lists) {
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
    return new OcspSource(fetches, null, cache, lists, grace);
  }

  private OcspSource source() {
    return source(Duration.ZERO, AnswerCache.in(null));
  }

  private RevocationFinding find(RevocationPolicy policy, OcspSource source, Issued peer) {
    RevocationCheck check = RevocationCheck.of(policy, source).waitingUpTo(LONG);
    return find(check, peer, check.patience(Waiting.ALLOWED));
  }

  private RevocationFinding find(RevocationCheck check, Issued peer, Patience patience) {
    return check.find(peer.certificate(), zoo.certificate(), Instant.now(), patience);
  }

  private RevocationFinding find(Issued peer) {
    return find(RevocationPolicy.STRICT, source(), peer);
  }

  @Test
  void aGoodAnswerIsGoodAndKept() {
    OcspSource source = source();
    RevocationFinding finding = find(RevocationPolicy.STRICT, source, alice);
    assertThat(finding.status()).as(finding.detail()).isEqualTo(RevocationStatus.GOOD);
    assertThat(finding.source()).isEqualTo("ocsp");
    find(RevocationPolicy.STRICT, source, alice);
    assertThat(responder.requests()).isEqualTo(1);
    SourceStatus status = source.status().get(0);
    assertThat(status.source()).isEqualTo(responder.url());
    assertThat(status.entries()).isEqualTo(1);
    assertThat(status.hits()).isGreaterThan(0);
    assertThat(status.bytes()).isGreaterThan(100);
    assertThat(status.lastError()).isEmpty();
    assertThat(status.nextUpdate()).isNotNull();
  }

  @Test
  void theRevokedAreRefusedByEveryPolicy() {
    responder.status = OcspResponder.revoked();
    for (RevocationPolicy policy :
        new RevocationPolicy[] {
          RevocationPolicy.STRICT, RevocationPolicy.ADVERTISED, RevocationPolicy.SOFT_FAIL
        }) {
      RevocationFinding finding = find(policy, source(), alice);
      assertThat(finding.status()).as(finding.detail()).isEqualTo(RevocationStatus.REVOKED);
      assertThat(finding.detail()).contains("keyCompromise");
    }
    assertThat(events)
        .isNotEmpty()
        .allMatch(event -> event.matches("updated .*CN=alice.*: revoked"));
  }

  record Fault(String name, Preparation preparation, String problem) {
    interface Preparation {
      void of(OcspResponder responder, Pki issuer) throws Exception;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Fault> faults() {
    return Stream.of(
        new Fault("down", (r, p) -> r.close(), "cannot be reached"),
        new Fault("500", (r, p) -> r.httpStatus = 500, "status 500"),
        new Fault("404", (r, p) -> r.httpStatus = 404, "status 404"),
        new Fault("tryLater", (r, p) -> r.errorStatus = OCSPRespBuilder.TRY_LATER, "3 tryLater"),
        new Fault(
            "internalError",
            (r, p) -> r.errorStatus = OCSPRespBuilder.INTERNAL_ERROR,
            "2 internalError"),
        new Fault(
            "unauthorized",
            (r, p) -> r.errorStatus = OCSPRespBuilder.UNAUTHORIZED,
            "6 unauthorized"),
        new Fault("garbage", (r, p) -> r.wholeAnswer = "<html>".getBytes(), "not a well-formed"),
        new Fault(
            "truncated",
            (r, p) -> {
              byte[] whole = r.staple(p.client("anyone").certificate(), p.certificate());
              r.wholeAnswer = Arrays.copyOf(whole, whole.length - 9);
            },
            "not a well-formed"),
        new Fault("empty", (r, p) -> r.wholeAnswer = new byte[0], "not a well-formed"),
        new Fault("wrong key", (r, p) -> r.key = Keys.ec(), "signature that does not verify"),
        new Fault(
            "CA of the same name",
            (r, p) -> {
              Issued other = Pki.root("zoo").authority();
              r.delegate(other);
            },
            "signed by somebody else|does not verify|lacks OCSPSigning"),
        new Fault("SHA-1", (r, p) -> r.algorithm = "SHA1withECDSA", "too weak"),
        new Fault(
            "delegate without OCSPSigning",
            (r, p) -> r.delegate(p.issue("responder").forClient().make()),
            "lacks OCSPSigning"),
        new Fault(
            "delegate of another CA",
            (r, p) -> r.delegate(delegate(Pki.root("other"), 0)),
            "not delegated by the issuer"),
        new Fault(
            "delegate of a CA of the same name",
            (r, p) -> r.delegate(delegate(Pki.root("zoo"), 0)),
            "does not verify"),
        new Fault("expired delegate", (r, p) -> r.delegate(delegate(p, -1)), "not valid now"),
        new Fault(
            "other certificate",
            (r, p) -> r.otherId = id(p, SERIAL.add(BigInteger.ONE)),
            "another certificate"),
        new Fault(
            "same serial number of a CA with another key",
            (r, p) -> r.otherId = id(Pki.root("zoo"), SERIAL),
            "another certificate"),
        new Fault(
            "same serial number of a CA with another name",
            (r, p) -> r.otherId = id(Pki.root("other", p.authority().key()), SERIAL),
            "another certificate"),
        new Fault(
            "expired",
            (r, p) -> {
              r.thisUpdate = Instant.now().minus(Duration.ofDays(2));
              r.nextUpdate = Instant.now().minus(Duration.ofDays(1));
            },
            "outdated since"),
        new Fault(
            "future",
            (r, p) -> r.thisUpdate = Instant.now().plus(Duration.ofMinutes(30)),
            "in the future"),
        new Fault(
            "produced in the future",
            (r, p) -> r.producedAt = Instant.now().plus(Duration.ofMinutes(30)),
            "in the future"),
        new Fault(
            "old and without nextUpdate",
            (r, p) -> {
              r.thisUpdate = Instant.now().minus(Duration.ofMinutes(30));
              r.nextUpdate = null;
            },
            "outdated since"),
        new Fault("other nonce", (r, p) -> r.nonce = new byte[] {4, 2, 1, 2}, "nonce differs"),
        new Fault("unknown", (r, p) -> r.status = OcspResponder.unknown(), "not known to"));
  }

  private static Issued delegate(Pki issuer, int days) {
    var recipe = issuer.issue("responder").purposes(KeyPurposeId.id_kp_OCSPSigning);
    return days < 0 ? recipe.expired().make() : recipe.make();
  }

  private static CertificateID id(Pki issuer, BigInteger serial) throws Exception {
    return new CertificateID(
        new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
        new JcaX509CertificateHolder(issuer.certificate()),
        serial);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultyAnswerIsNoneByEveryPolicy(Fault fault) throws Exception {
    fault.preparation().of(responder, zoo);
    RevocationCheck strict = RevocationCheck.of(RevocationPolicy.STRICT, source());
    for (RevocationPolicy policy :
        new RevocationPolicy[] {
          RevocationPolicy.STRICT, RevocationPolicy.ADVERTISED, RevocationPolicy.SOFT_FAIL
        }) {
      RevocationCheck check = RevocationCheck.of(policy, source()).waitingUpTo(LONG);
      RevocationFinding finding = find(check, alice, check.patience(Waiting.ALLOWED));
      assertThat(finding.status()).as(finding.detail()).isEqualTo(RevocationStatus.UNKNOWN);
      assertThat(finding.detail()).containsPattern(fault.problem());
      assertThat(check.refuses(finding)).isEqualTo(policy != RevocationPolicy.SOFT_FAIL);
    }
    assertThat(strict.policy()).isEqualTo(RevocationPolicy.STRICT);
  }

  /** FAULTS 26: same key, different certificate. */
  @Test
  void anAnswerSpeaksOfItsCertificateAndOfNoOtherOfTheSameKey() {
    OcspSource source = source();
    assertThat(find(RevocationPolicy.STRICT, source, alice).status())
        .isEqualTo(RevocationStatus.GOOD);
    responder.status = OcspResponder.revoked();
    Issued renewed =
        StatusAddress.responder(zoo.issue("alice").key(alice.key()).forClient(), responder.url())
            .make();
    assertThat(find(RevocationPolicy.STRICT, source, renewed).status())
        .isEqualTo(RevocationStatus.REVOKED);
    assertThat(find(RevocationPolicy.STRICT, source, alice).status())
        .isEqualTo(RevocationStatus.GOOD);
    assertThat(responder.requests()).isEqualTo(2);
  }

  @Test
  void aDelegateOfTheIssuerMaySign() {
    responder.delegate(
        zoo.issue("responder")
            .purposes(KeyPurposeId.id_kp_OCSPSigning)
            .extension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE)
            .make());
    assertThat(find(alice).status()).isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void aRevokedDelegateMayNotSign() {
    Issued delegate = delegate(zoo, 0);
    responder.delegate(delegate);
    RevocationSource lists =
        (certificate, issuer, now) ->
            RevocationFinding.of(
                certificate.equals(delegate.certificate())
                    ? RevocationStatus.REVOKED
                    : RevocationStatus.NOT_AVAILABLE,
                "");
    OcspSource source = source(Duration.ZERO, AnswerCache.in(null), lists);
    RevocationFinding finding = find(RevocationPolicy.STRICT, source, alice);
    assertThat(finding.status()).isEqualTo(RevocationStatus.UNKNOWN);
    assertThat(finding.detail()).contains("is revoked");
  }

  @Test
  void clocksMayDifferByFiveMinutes() {
    responder.thisUpdate = Instant.now().plus(Duration.ofMinutes(4));
    responder.producedAt = responder.thisUpdate;
    assertThat(find(alice).status()).isEqualTo(RevocationStatus.GOOD);
    responder.thisUpdate = Instant.now().minus(Duration.ofHours(1));
    responder.producedAt = responder.thisUpdate;
    responder.nextUpdate = Instant.now().minus(Duration.ofMinutes(4));
    assertThat(find(alice).status()).isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void aFreshAnswerNeedsNoNextUpdate() {
    responder.nextUpdate = null;
    assertThat(find(alice).status()).isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void anAnswerWithoutNonceIsTaken() {
    responder.echoesNonce = false;
    assertThat(find(alice).status()).isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void aResponderThatTakesNoPostIsAskedByGet() {
    responder.takesPost = false;
    RevocationFinding finding = find(alice);
    assertThat(finding.status()).as(finding.detail()).isEqualTo(RevocationStatus.GOOD);
    assertThat(responder.posts()).isEqualTo(1);
    assertThat(responder.requests()).isEqualTo(2);
  }

  @Test
  void graceLetsAnOutdatedAnswerCountAsStale() {
    responder.thisUpdate = Instant.now().minus(Duration.ofDays(2));
    responder.nextUpdate = Instant.now().minus(Duration.ofHours(1));
    OcspSource source = source(Duration.ofHours(2), AnswerCache.in(null));
    RevocationFinding finding = find(RevocationPolicy.STRICT, source, alice);
    assertThat(finding.status()).as(finding.detail()).isEqualTo(RevocationStatus.STALE);
  }

  @Test
  void theRevokedStayRevokedWhenTheResponderIsGone() {
    responder.status = OcspResponder.revoked();
    OcspSource source = source();
    find(RevocationPolicy.SOFT_FAIL, source, alice);
    responder.close();
    RevocationCheck check = RevocationCheck.of(RevocationPolicy.SOFT_FAIL, source);
    Instant nextYear = Instant.now().plus(Duration.ofDays(365));
    assertThat(check.find(alice.certificate(), zoo.certificate(), nextYear).status())
        .isEqualTo(RevocationStatus.REVOKED);
  }

  @Test
  void withoutPatienceOnlyMemoryCountsButTheAnswerIsFetched() {
    OcspSource source = source();
    RevocationCheck check = RevocationCheck.of(RevocationPolicy.STRICT, source).waitingUpTo(LONG);
    assertThat(find(check, alice, check.patience(Waiting.FORBIDDEN)).status())
        .isEqualTo(RevocationStatus.UNKNOWN);
    await()
        .until(
            () ->
                find(check, alice, check.patience(Waiting.FORBIDDEN)).status()
                    == RevocationStatus.GOOD);
  }

  @Test
  void aResponderThatHangsIsWaitedForNoLongerThanTheTimeout() throws Exception {
    try (RawHttpServer hanging = RawHttpServer.hanging()) {
      Issued peer = naming("bob", "http://127.0.0.1:" + hanging.port());
      OcspSource source = source();
      RevocationCheck check =
          RevocationCheck.of(RevocationPolicy.STRICT, source).waitingUpTo(Duration.ofMillis(50));
      for (int i = 0; i < 20; i++) {
        assertThat(find(check, peer, check.patience(Waiting.ALLOWED)).status())
            .isEqualTo(RevocationStatus.UNKNOWN);
      }
      await().until(() -> hanging.connections() == 1);
    }
  }

  /** FAULTS 20: whoever closes the connection may have to wait for the check to end. */
  @Test
  void aPeerThatHasLeftIsNotWaitedForAnyMore() throws Exception {
    try (RawHttpServer hanging = RawHttpServer.hanging()) {
      Issued peer = naming("bob", hanging.url());
      RevocationCheck check =
          RevocationCheck.of(RevocationPolicy.STRICT, source()).waitingUpTo(LONG);
      PeerPresence presence = new PeerPresence();
      Patience patience = check.patience(Waiting.ALLOWED).whileThere(presence);
      CompletableFuture<RevocationFinding> finding =
          CompletableFuture.supplyAsync(() -> find(check, peer, patience));
      await().until(() -> hanging.connections() == 1);
      assertThat(finding).isNotDone();
      presence.leave();
      await().atMost(Duration.ofSeconds(5)).until(finding::isDone); // the server hangs for ten
      assertThat(finding.get().status()).isEqualTo(RevocationStatus.UNKNOWN);
    }
  }

  /** As when the network of one authority fails: it has responders and lists on many servers. */
  @Test
  void serversThatHangDoNotKeepThoseThatAnswerFromBeingAsked() throws Exception {
    OcspSource source = source();
    List<RawHttpServer> servers = new ArrayList<>();
    try {
      for (int i = 0; i < 12; i++) {
        RawHttpServer hanging = RawHttpServer.hanging();
        servers.add(hanging);
        Issued waiting =
            StatusAddress.responder(zoo.issue("waiting").forClient(), hanging.url()).make();
        source.request(waiting.certificate(), zoo.certificate(), Instant.now());
      }
      await().until(() -> servers.stream().filter(server -> server.connections() > 0).count() >= 8);
      RevocationCheck check =
          RevocationCheck.of(RevocationPolicy.STRICT, source).waitingUpTo(Duration.ofSeconds(4));
      assertThat(find(check, alice, check.patience(Waiting.ALLOWED)).status())
          .as("while the others hang")
          .isEqualTo(RevocationStatus.GOOD);
    } finally {
      for (RawHttpServer server : servers) {
        server.close();
      }
    }
  }

  @Test
  void manyWaitForOneFetch() throws Exception {
    OcspSource source = source();
    List<Thread> threads = new ArrayList<>();
    List<RevocationStatus> found = new CopyOnWriteArrayList<>();
    for (int i = 0; i < 20; i++) {
      Thread thread =
          new Thread(() -> found.add(find(RevocationPolicy.STRICT, source, alice).status()));
      threads.add(thread);
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(found).hasSize(20).containsOnly(RevocationStatus.GOOD);
    assertThat(responder.requests()).isEqualTo(1);
  }

  @Test
  void answersAreFetchedAgainBeforeTheyRunOut() {
    responder.nextUpdate = Instant.now().plusSeconds(3);
    find(alice);
    await().until(() -> responder.requests() >= 2);
  }

  @Test
  void aRevocationIsLearntInTheBackground() {
    responder.nextUpdate = Instant.now().plusSeconds(3);
    OcspSource source = source();
    find(RevocationPolicy.STRICT, source, alice);
    responder.status = OcspResponder.revoked();
    RevocationCheck check = RevocationCheck.of(RevocationPolicy.STRICT, source);
    await().until(() -> find(check, alice, Patience.none()).status() == RevocationStatus.REVOKED);
  }

  @Test
  void anOlderAnswerDoesNotReplaceANewerOne() {
    responder.status = OcspResponder.revoked();
    responder.nextUpdate = Instant.now().plusSeconds(3);
    OcspSource source = source();
    find(RevocationPolicy.STRICT, source, alice);
    responder.status = org.bouncycastle.cert.ocsp.CertificateStatus.GOOD;
    responder.thisUpdate = Instant.now().minus(Duration.ofHours(5));
    await().until(() -> responder.requests() >= 2);
    await().until(() -> !source.status().get(0).lastError().isEmpty());
    assertThat(source.status().get(0).lastError()).contains("older than the one at hand");
    assertThat(find(RevocationPolicy.STRICT, source, alice).status())
        .isEqualTo(RevocationStatus.REVOKED);
  }

  @Test
  void theLastGoodAnswerIsKeptWhileTheResponderFails() {
    responder.nextUpdate = Instant.now().plusSeconds(2);
    OcspSource source = source();
    find(RevocationPolicy.STRICT, source, alice);
    responder.httpStatus = 500;
    await().until(() -> responder.requests() >= 3);
    assertThat(find(RevocationPolicy.STRICT, source, alice).status())
        .isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void aCachedAnswerSurvivesARestartAndIsCheckedAgain() throws Exception {
    AnswerCache cache = AnswerCache.in(directory.toFile());
    find(RevocationPolicy.STRICT, source(Duration.ZERO, cache), alice);
    responder.close();
    assertThat(find(RevocationPolicy.STRICT, source(Duration.ZERO, cache), alice).status())
        .isEqualTo(RevocationStatus.GOOD);

    Path file;
    try (Stream<Path> files = Files.list(directory)) {
      file = files.findFirst().get();
    }
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);
    assertThat(find(RevocationPolicy.STRICT, source(Duration.ZERO, cache), alice).status())
        .isEqualTo(RevocationStatus.UNKNOWN);
  }

  @Test
  void anOverrideIsAskedAboutCertificatesThatNameNoResponder() throws Exception {
    X509Certificate plain = zoo.client("plain").certificate();
    Fetches fetches = new Fetches(new HttpClient(null), Clock.systemUTC());
    OcspSource source =
        new OcspSource(
            fetches,
            HttpAddress.parse(responder.url()),
            AnswerCache.in(null),
            CrlIndex.of(Collections.emptyList()),
            Duration.ZERO);
    RevocationCheck check = RevocationCheck.of(RevocationPolicy.STRICT, source).waitingUpTo(LONG);
    assertThat(
            check
                .find(plain, zoo.certificate(), Instant.now(), check.patience(Waiting.ALLOWED))
                .status())
        .isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void anOutageIsToldOnce() {
    responder.httpStatus = 500;
    OcspSource source = source();
    find(RevocationPolicy.STRICT, source, alice);
    await().until(() -> responder.requests() >= 2);
    assertThat(events).hasSize(1);
    assertThat(events.get(0)).startsWith("stale").contains("status 500");
  }
}
