package io.mtlsagent.revocation.ocsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.revocation.CrlIndex;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.revocation.Waiting;
import io.mtlsagent.revocation.fetch.AnswerCache;
import io.mtlsagent.revocation.fetch.Fetches;
import io.mtlsagent.revocation.fetch.HttpClient;
import io.mtlsagent.revocation.fetch.RevocationEvents;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Keys;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.testing.StatusAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** FAULTS 26: a certificate that names several responders. */
class SeveralRespondersTest {

  private static final Duration LONG = Duration.ofSeconds(30);

  @TempDir Path directory;

  private final Pki zoo = Pki.root("zoo");
  private final OcspResponder first = OcspResponder.of(zoo.authority());
  private final OcspResponder second = OcspResponder.of(zoo.authority());
  private final Issued alice =
      StatusAddress.responder(zoo.issue("alice").forClient(), first.url(), second.url()).make();
  private final List<String> events = new CopyOnWriteArrayList<>();
  private OcspSource source = source(AnswerCache.in(null));

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private OcspSource source(AnswerCache cache) {
    Fetches fetches = new Fetches(new HttpClient(null), Clock.systemUTC());
    fetches.report(
        new RevocationEvents() {
          @Override
          public void updated(String source, String detail) {
            events.add(source + " " + detail);
          }

          @Override
          public void stale(String source, String detail) {}
        });
    return new OcspSource(
        fetches, null, cache, CrlIndex.of(Collections.emptyList()), Duration.ZERO);
  }

  private RevocationFinding find(RevocationPolicy policy, Waiting waiting) {
    RevocationCheck check = RevocationCheck.of(policy, source).waitingUpTo(LONG);
    return check.find(
        alice.certificate(), zoo.certificate(), Instant.now(), check.patience(waiting));
  }

  private RevocationFinding find() {
    return find(RevocationPolicy.STRICT, Waiting.ALLOWED);
  }

  private RevocationStatus inMemory() {
    return find(RevocationPolicy.STRICT, Waiting.FORBIDDEN).status();
  }

  /** The first one's answers are fetched again after a second or two. */
  private static void soonOutdated(OcspResponder responder) {
    responder.nextUpdate = Instant.now().plusSeconds(3);
  }

  @Test
  void unknownToOneIsAskedOfTheNext() {
    first.status = OcspResponder.unknown();
    RevocationFinding finding = find();
    assertThat(finding.status()).as(finding.detail()).isEqualTo(RevocationStatus.GOOD);
    assertThat(finding.detail()).contains(second.url());
    assertThat(events).as("what was said before is still so").isEmpty();
    find();
    assertThat(first.requests()).isEqualTo(1);
    assertThat(second.requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(
      value = RevocationPolicy.class,
      names = {"STRICT", "ADVERTISED", "SOFT_FAIL"})
  void revokedCountsThoughAnotherDoesNotKnow(RevocationPolicy policy) {
    first.status = OcspResponder.unknown();
    second.status = OcspResponder.revoked();
    assertThat(find(policy, Waiting.ALLOWED).status()).isEqualTo(RevocationStatus.REVOKED);
    await().until(() -> !events.isEmpty());
    assertThat(events).hasSize(1);
    assertThat(events.get(0)).startsWith(second.url()).endsWith("revoked");
  }

  @Test
  void theNextIsNotAskedWhereOneKnows() {
    second.status = OcspResponder.revoked();
    assertThat(find().status()).isEqualTo(RevocationStatus.GOOD);
    assertThat(second.requests()).isZero();
  }

  @Test
  void itIsUnknownOnlyWhereNoResponderKnows() {
    first.status = OcspResponder.unknown();
    second.status = OcspResponder.unknown();
    RevocationFinding finding = find();
    assertThat(finding.status()).isEqualTo(RevocationStatus.UNKNOWN);
    assertThat(finding.detail()).contains("not known to");
    assertThat(second.requests()).isEqualTo(1);
  }

  /** A stranger's signature says nothing, whichever responder it comes from. */
  @Test
  void aGoodThatIsNotTheIssuersDoesNotCountAgainstUnknown() {
    first.status = OcspResponder.unknown();
    second.key = Keys.ec();
    assertThat(find().status()).isEqualTo(RevocationStatus.UNKNOWN);
    Issued delegate = zoo.issue("responder").forClient().make();
    second.delegate(delegate); // the issuer's, but not made for it
    await().until(() -> second.requests() >= 2);
    assertThat(inMemory()).isEqualTo(RevocationStatus.UNKNOWN);
  }

  @Test
  void whereOneDoesNotKnowAndAnotherFailsTheOtherIsAskedAgain() {
    first.status = OcspResponder.unknown();
    second.httpStatus = 500;
    assertThat(find().status()).isEqualTo(RevocationStatus.UNKNOWN);
    second.httpStatus = 200;
    await().until(() -> inMemory() == RevocationStatus.GOOD);
  }

  @Test
  void aFailureOfTheSecondIsNotHeldAgainstTheFirst() {
    first.status = OcspResponder.unknown();
    second.httpStatus = 500;
    find();
    await().until(() -> second.requests() >= 3);
    first.status = CertificateStatus.GOOD;
    Issued bob = StatusAddress.responder(zoo.issue("bob").forClient(), first.url()).make();
    RevocationCheck check = RevocationCheck.of(RevocationPolicy.STRICT, source).waitingUpTo(LONG);
    RevocationFinding finding =
        check.find(
            bob.certificate(), zoo.certificate(), Instant.now(), check.patience(Waiting.ALLOWED));
    assertThat(finding.status()).as(finding.detail()).isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void aGoodAnswerOutlivesThatTheOtherDoesNotKnow() {
    first.status = OcspResponder.unknown();
    soonOutdated(first);
    soonOutdated(second);
    find();
    second.httpStatus = 500;
    await().until(() -> second.requests() >= 2);
    assertThat(inMemory()).isEqualTo(RevocationStatus.GOOD);
  }

  @Test
  void whoSaidRevokedAloneCanTakeItBack() {
    first.httpStatus = 500;
    second.status = OcspResponder.revoked();
    soonOutdated(second);
    assertThat(find().status()).isEqualTo(RevocationStatus.REVOKED);
    first.httpStatus = 200;
    soonOutdated(first);
    int before = first.requests();
    int asked = second.requests();
    await().until(() -> first.requests() > before && second.requests() > asked);
    assertThat(inMemory()).as("though the first says good").isEqualTo(RevocationStatus.REVOKED);

    second.status = CertificateStatus.GOOD;
    await().until(() -> inMemory() == RevocationStatus.GOOD);
  }

  @Test
  void anOlderAnswerOfAnotherResponderCounts() {
    first.status = OcspResponder.unknown();
    second.thisUpdate = Instant.now().minus(Duration.ofHours(3));
    assertThat(find().status()).isEqualTo(RevocationStatus.GOOD);
  }

  @ParameterizedTest
  @EnumSource(
      value = RevocationPolicy.class,
      names = {"STRICT", "ADVERTISED", "SOFT_FAIL"})
  void revokedIsNotTakenBackByNotKnowing(RevocationPolicy policy) {
    first.status = OcspResponder.revoked();
    soonOutdated(first);
    assertThat(find(policy, Waiting.ALLOWED).status()).isEqualTo(RevocationStatus.REVOKED);
    first.status = OcspResponder.unknown();
    second.status = OcspResponder.unknown();
    int before = first.requests();
    await().until(() -> first.requests() > before && second.requests() > 0);
    await().until(() -> !source.status().get(0).lastError().isEmpty());
    assertThat(source.status().get(0).lastError()).contains("was revoked");
    assertThat(find(policy, Waiting.FORBIDDEN).status()).isEqualTo(RevocationStatus.REVOKED);
  }

  @Test
  void whatEachHasSaidSurvivesARestart() {
    first.status = OcspResponder.unknown();
    second.status = OcspResponder.revoked();
    AnswerCache cache = AnswerCache.in(directory.toFile());
    source = source(cache);
    find();
    first.close();
    second.close();
    source = source(cache);
    assertThat(find(RevocationPolicy.SOFT_FAIL, Waiting.ALLOWED).status())
        .isEqualTo(RevocationStatus.REVOKED);
  }

  @Test
  void anUnknownFromBeforeTheRestartSavesNoQuestion() {
    first.status = OcspResponder.unknown();
    second.status = OcspResponder.unknown();
    AnswerCache cache = AnswerCache.in(directory.toFile());
    source = source(cache);
    find();
    second.status = CertificateStatus.GOOD;
    source = source(cache);
    assertThat(find().status()).isEqualTo(RevocationStatus.GOOD);
  }
}
