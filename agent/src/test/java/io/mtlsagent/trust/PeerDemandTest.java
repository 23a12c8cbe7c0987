package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.revocation.Waiting;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Keys;
import io.mtlsagent.testing.Pki;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Where a demand on the holder of a certificate stands among the other reasons to refuse. */
class PeerDemandTest {

  private static final Pki ZOO = Pki.root("zoo");
  private static final Pki KEEPERS = ZOO.intermediate("keepers");
  private static final PeerDemand NOBODY =
      peer ->
          Rejection.of(RejectionCode.NOT_AUTHORIZED, "nothing matches " + peer.describe() + ".");

  private final PeerVerifier verifier =
      new PeerVerifier(List.of(ZOO.certificate()), RevocationCheck.off(), Clock.systemUTC());

  private Rejection client(Issued peer, PeerDemand demand) {
    return judge(peer, Role.SERVER, ExpectedName.notChecked(), demand);
  }

  private Rejection judge(Issued peer, Role ourRole, ExpectedName name, PeerDemand demand) {
    return verifier
        .judge(List.of(peer.chain()), ourRole, name, demand, Occasion.of(Waiting.ALLOWED))
        .verdict()
        .rejection()
        .orElse(null);
  }

  @Test
  void aDemandThatIsNotMetRefusesAGoodCertificateAndNamesItsPosition() {
    Rejection rejection = client(KEEPERS.client("alice"), NOBODY);

    assertThat(rejection.code()).isEqualTo(RejectionCode.NOT_AUTHORIZED);
    assertThat(rejection.reason())
        .isEqualTo("nothing matches the peer's certificate (O=zoo,CN=alice, 1 of 3 on the path).");
    assertThat(client(KEEPERS.client("alice"), PeerDemand.NOTHING)).isNull();
  }

  @Test
  void nameMismatchAndDatesGoFirst() {
    assertThat(
            judge(ZOO.server("web"), Role.CLIENT, ExpectedName.of("other.example"), NOBODY).code())
        .isEqualTo(RejectionCode.NAME_MISMATCH);
    assertThat(client(ZOO.issue("alice").forClient().expired().make(), NOBODY).code())
        .isEqualTo(RejectionCode.EXPIRED);
  }

  @Test
  void usageAndStrengthComeAfterIt() {
    assertThat(client(ZOO.server("web"), NOBODY).code()).isEqualTo(RejectionCode.NOT_AUTHORIZED);
    Issued weak = ZOO.issue("alice").forClient().key(Keys.rsa(1024)).make();
    assertThat(client(weak, NOBODY).code()).isEqualTo(RejectionCode.NOT_AUTHORIZED);
    assertThat(client(weak, PeerDemand.NOTHING).code()).isEqualTo(RejectionCode.WEAK_ALGORITHM);
  }

  @Test
  void foreignCertificatesAreNeverAskedAbout() {
    PeerDemand unasked =
        peer -> {
          throw new AssertionError("asked about " + peer.describe());
        };

    assertThat(client(Pki.root("other").client("alice"), unasked).code())
        .isEqualTo(RejectionCode.UNTRUSTED);
  }

  @Test
  void itIsAskedAgainForAKnownPeer() {
    Issued alice = KEEPERS.client("alice");
    assertThat(client(alice, PeerDemand.NOTHING)).isNull();
    assertThat(client(alice, NOBODY).code()).isEqualTo(RejectionCode.NOT_AUTHORIZED);
    assertThat(client(alice, PeerDemand.NOTHING)).isNull();
  }

  @Test
  void aPeerThatIsTurnedAwayIsNotLookedAtAlongEveryPath() {
    AtomicInteger asked = new AtomicInteger();
    Issued alice = KEEPERS.client("alice");
    PeerDemand counting =
        peer -> {
          asked.incrementAndGet();
          return NOBODY.refusal(peer);
        };
    client(alice, counting);
    client(alice, counting);

    assertThat(asked).hasValue(2);
  }

  @Test
  void aDemandThatFailsIsARefusal() {
    PeerDemand broken =
        peer -> {
          throw new IllegalStateException("broken");
        };

    assertThat(client(KEEPERS.client("alice"), broken).code())
        .isEqualTo(RejectionCode.INTERNAL_ERROR);
  }
}
