package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.revocation.RevocationSource;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Pki;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PeerRevocationTest {

  private final Pki zoo = Pki.root("zoo");
  private final Pki keepers = zoo.intermediate("keepers");
  private final Issued alice = keepers.client("alice");
  private final Map<X509Certificate, RevocationStatus> known = new HashMap<>();

  private Verdict verify(RevocationPolicy policy, Issued peer) {
    return verifier(policy).verify(Arrays.asList(peer.chain()), Role.SERVER, name());
  }

  private static ExpectedName name() {
    return ExpectedName.notChecked();
  }

  private PeerVerifier verifier(RevocationPolicy policy) {
    RevocationSource source =
        (certificate, issuer, now) ->
            RevocationFinding.from(
                "crl",
                known.getOrDefault(certificate, RevocationStatus.UNKNOWN),
                "made up for " + certificate.getSubjectX500Principal());
    return new PeerVerifier(
        List.of(zoo.certificate()), RevocationCheck.of(policy, source), Clock.systemUTC());
  }

  private static void assertRefused(Verdict verdict, RejectionCode code, String part) {
    assertThat(verdict.rejection()).isPresent();
    assertThat(verdict.rejection().get().code()).isEqualTo(code);
    assertThat(verdict.rejection().get().reason()).contains(part);
  }

  @Test
  void goodIsAccepted() {
    known.put(alice.certificate(), RevocationStatus.GOOD);
    known.put(keepers.certificate(), RevocationStatus.GOOD);
    Verdict verdict = verify(RevocationPolicy.STRICT, alice);
    assertThat(verdict.isAccepted()).isTrue();
    assertThat(verdict.revocation().status()).isEqualTo(RevocationStatus.GOOD);
    assertThat(verdict.revocation().source()).isEqualTo("crl");
  }

  @Test
  void revokedLeafAndIntermediateAreRefused() {
    known.put(keepers.certificate(), RevocationStatus.GOOD);
    known.put(alice.certificate(), RevocationStatus.REVOKED);
    assertRefused(verify(RevocationPolicy.STRICT, alice), RejectionCode.REVOKED, "CN=alice");
    known.put(alice.certificate(), RevocationStatus.GOOD);
    known.put(keepers.certificate(), RevocationStatus.REVOKED);
    Verdict verdict = verify(RevocationPolicy.SOFT_FAIL, alice);
    assertRefused(verdict, RejectionCode.REVOKED, "CN=keepers");
    assertThat(verdict.revocation().status()).isEqualTo(RevocationStatus.REVOKED);
  }

  @Test
  void unknownStatusIsRefusedByStrictAndNotBySoftFail() {
    known.put(alice.certificate(), RevocationStatus.GOOD);
    assertRefused(
        verify(RevocationPolicy.STRICT, alice), RejectionCode.REVOCATION_UNKNOWN, "CN=keepers");
    Verdict soft = verify(RevocationPolicy.SOFT_FAIL, alice);
    assertThat(soft.isAccepted()).isTrue();
    assertThat(soft.revocation().status()).isEqualTo(RevocationStatus.UNKNOWN);
  }

  @Test
  void rememberedPathIsAskedAgain() {
    known.put(alice.certificate(), RevocationStatus.GOOD);
    known.put(keepers.certificate(), RevocationStatus.GOOD);
    PeerVerifier verifier = verifier(RevocationPolicy.STRICT);
    List<X509Certificate> chain = Arrays.asList(alice.chain());
    assertThat(verifier.verify(chain, Role.SERVER, name()).isAccepted()).isTrue();
    known.put(alice.certificate(), RevocationStatus.REVOKED);
    assertRefused(verifier.verify(chain, Role.SERVER, name()), RejectionCode.REVOKED, "alice");
    known.put(alice.certificate(), RevocationStatus.GOOD);
    assertThat(verifier.verify(chain, Role.SERVER, name()).isAccepted()).isTrue();
  }

  @Test
  void revokedGoesBeforeExpiredAndExpiredBeforeUnknown() {
    Issued old = zoo.issue("old").forClient().expired().make();
    assertRefused(verify(RevocationPolicy.STRICT, old), RejectionCode.EXPIRED, "old");
    known.put(old.certificate(), RevocationStatus.REVOKED);
    assertRefused(verify(RevocationPolicy.STRICT, old), RejectionCode.REVOKED, "old");
  }

  @Test
  void strangersAreNotLookedUp() {
    Pki other = Pki.root("zoo");
    Issued stranger = other.client("mallory");
    known.put(stranger.certificate(), RevocationStatus.REVOKED);
    assertRefused(verify(RevocationPolicy.STRICT, stranger), RejectionCode.UNTRUSTED, "mallory");
  }

  @Test
  void anchorsNeedNoStatus() {
    Issued pinned = Pki.root("other").client("pinned");
    PeerVerifier verifier =
        new PeerVerifier(
            List.of(pinned.certificate()),
            RevocationCheck.of(
                RevocationPolicy.STRICT,
                (certificate, issuer, now) ->
                    RevocationFinding.of(RevocationStatus.UNKNOWN, "nothing")),
            Clock.systemUTC());
    Verdict verdict = verifier.verify(List.of(pinned.certificate()), Role.SERVER, name());
    assertThat(verdict.isAccepted()).isTrue();
    assertThat(verdict.revocation().status()).isEqualTo(RevocationStatus.NOT_AVAILABLE);
  }
}
