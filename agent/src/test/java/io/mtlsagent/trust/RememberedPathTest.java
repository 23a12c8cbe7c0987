package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.policy.Role;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.revocation.Waiting;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Pki;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is asked again about a chain that was seen before, and what is not. */
class RememberedPathTest {

  private final Pki zoo = Pki.root("zoo");
  private final Pki keepers = zoo.intermediate("keepers");
  private final Issued alice = keepers.client("alice");
  private final AtomicInteger signatureChecks = new AtomicInteger();
  private final List<X509Certificate> chain = counted(alice);
  private final List<X509Certificate> askedFor = new ArrayList<>();
  private RevocationStatus status = RevocationStatus.GOOD;
  private Duration later = Duration.ZERO;
  private final PeerVerifier verifier = verifier(zoo);

  private List<X509Certificate> counted(Issued peer) {
    List<X509Certificate> counted = new ArrayList<>();
    for (X509Certificate certificate : peer.chain()) {
      counted.add(new CountedCertificate(certificate, signatureChecks));
    }
    return counted;
  }

  private PeerVerifier verifier(Pki anchor) {
    RevocationCheck revocation =
        RevocationCheck.of(
            RevocationPolicy.STRICT,
            (certificate, issuer, now) -> {
              askedFor.add(certificate);
              return RevocationFinding.from("crl", status, "made up");
            });
    return new PeerVerifier(List.of(anchor.certificate()), revocation, new LaterClock());
  }

  /** The clock of the machine, and what a test has added to it. */
  private final class LaterClock extends Clock {

    @Override
    public Instant instant() {
      return Instant.now().plus(later);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private @Nullable RejectionCode judge(PeerDemand demand) {
    return judge(verifier, chain, demand);
  }

  private @Nullable RejectionCode judge() {
    return judge(PeerDemand.NOTHING);
  }

  private static @Nullable RejectionCode judge(
      PeerVerifier verifier, List<X509Certificate> chain, PeerDemand demand) {
    return verifier
        .judge(chain, Role.SERVER, ExpectedName.notChecked(), demand, Occasion.of(Waiting.ALLOWED))
        .verdict()
        .rejection()
        .map(Rejection::code)
        .orElse(null);
  }

  @Test
  void thePathIsValidatedOnce() {
    assertThat(judge()).isNull();
    int first = signatureChecks.get();
    assertThat(first).as("the leaf's and the intermediate's").isGreaterThanOrEqualTo(2);

    for (int i = 0; i < 10; i++) {
      assertThat(judge()).isNull();
    }

    assertThat(signatureChecks).hasValue(first);
  }

  @Test
  void revocationOfAllItsCertificatesIsAskedEachTime() {
    judge();
    for (int i = 0; i < 3; i++) {
      askedFor.clear();
      assertThat(judge()).isNull();
      assertThat(askedFor).contains(alice.certificate(), keepers.certificate());
    }
    status = RevocationStatus.REVOKED;
    assertThat(judge()).isEqualTo(RejectionCode.REVOKED);
    status = RevocationStatus.UNKNOWN;
    assertThat(judge()).isEqualTo(RejectionCode.REVOCATION_UNKNOWN);
    status = RevocationStatus.GOOD;
    assertThat(judge()).isNull();
  }

  @Test
  void datesAreAskedEachTime() {
    assertThat(judge()).isNull();
    later = Duration.between(Instant.now(), alice.certificate().getNotAfter().toInstant());
    assertThat(judge()).as("in its last second").isNull();
    later = later.plusSeconds(2);
    assertThat(judge()).isEqualTo(RejectionCode.EXPIRED);
    later = Duration.between(Instant.now(), alice.certificate().getNotBefore().toInstant());
    later = later.minusSeconds(2);
    assertThat(judge()).isEqualTo(RejectionCode.NOT_YET_VALID);
  }

  @Test
  void authorisationIsAskedEachTime() {
    AtomicInteger asked = new AtomicInteger();
    PeerDemand everybody =
        peer -> {
          asked.incrementAndGet();
          return null;
        };
    for (int i = 1; i <= 3; i++) {
      asked.set(0);
      assertThat(judge(everybody)).isNull();
      assertThat(asked.get()).isPositive();
    }
    int before = signatureChecks.get();
    assertThat(judge(peer -> Rejection.of(RejectionCode.NOT_AUTHORIZED, "not today.")))
        .isEqualTo(RejectionCode.NOT_AUTHORIZED);
    assertThat(signatureChecks).as("no other path would mend that").hasValue(before);
  }

  /** As a reload of the anchors or of the configuration does. */
  @Test
  void anotherVerifierRemembersNothingOfTheFirst() {
    assertThat(judge()).isNull();
    int first = signatureChecks.get();

    assertThat(judge(verifier(zoo), chain, PeerDemand.NOTHING)).isNull();
    assertThat(signatureChecks).hasValue(2 * first);
    assertThat(judge(verifier(Pki.root("zoo")), chain, PeerDemand.NOTHING))
        .isEqualTo(RejectionCode.UNTRUSTED);
  }

  /** Strangers, and peers without end, cost no memory without end. */
  @Test
  void onlySoManyPathsAreRemembered() {
    judge();
    final int first = signatureChecks.get();
    KeyPair key = alice.key();
    for (int i = 0; i < 1024; i++) {
      Issued other = keepers.issue("client-" + i).key(key).forClient().make();
      assertThat(judge(verifier, List.of(other.chain()), PeerDemand.NOTHING)).isNull();
    }
    assertThat(judge()).isNull();
    assertThat(signatureChecks).as("validated again").hasValue(2 * first);
  }
}
