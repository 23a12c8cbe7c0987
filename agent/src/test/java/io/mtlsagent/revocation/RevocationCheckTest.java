package io.mtlsagent.revocation;

import static io.mtlsagent.policy.RevocationStatus.GOOD;
import static io.mtlsagent.policy.RevocationStatus.NOT_AVAILABLE;
import static io.mtlsagent.policy.RevocationStatus.OFF;
import static io.mtlsagent.policy.RevocationStatus.REVOKED;
import static io.mtlsagent.policy.RevocationStatus.SHORT_LIVED;
import static io.mtlsagent.policy.RevocationStatus.STALE;
import static io.mtlsagent.policy.RevocationStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.Pki;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.X509ObjectIdentifiers;
import org.junit.jupiter.api.Test;

class RevocationCheckTest {

  private final Pki zoo = Pki.root("zoo");
  private final Issued plain = zoo.client("plain");
  private final Issued withPoint =
      zoo.issue("point").crlDistributionPoint("http://zoo.example/zoo.crl").make();
  private final Issued withOcsp =
      zoo.issue("ocsp")
          .extension(
              Extension.authorityInfoAccess,
              false,
              new AuthorityInformationAccess(
                  X509ObjectIdentifiers.id_ad_ocsp,
                  new GeneralName(
                      GeneralName.uniformResourceIdentifier, "http://ocsp.zoo.example")))
          .make();

  private static RevocationSource saying(RevocationStatus status) {
    return (certificate, issuer, now) -> RevocationFinding.of(status, "made up");
  }

  private void assertFinding(
      RevocationPolicy policy,
      RevocationStatus said,
      Issued issued,
      RevocationStatus expected,
      boolean refused) {
    RevocationCheck check = RevocationCheck.of(policy, saying(said));
    RevocationFinding finding = check.find(issued.certificate(), zoo.certificate(), Instant.now());
    assertThat(finding.status()).isEqualTo(expected);
    assertThat(check.refuses(finding)).isEqualTo(refused);
  }

  @Test
  void strictDemandsAKnownStatus() {
    assertFinding(RevocationPolicy.STRICT, GOOD, plain, GOOD, false);
    assertFinding(RevocationPolicy.STRICT, REVOKED, plain, REVOKED, true);
    assertFinding(RevocationPolicy.STRICT, UNKNOWN, plain, UNKNOWN, true);
    assertFinding(RevocationPolicy.STRICT, NOT_AVAILABLE, plain, UNKNOWN, true);
  }

  @Test
  void advertisedIsStrictWhereASourceIsNamedOrConfigured() {
    assertFinding(RevocationPolicy.ADVERTISED, GOOD, plain, GOOD, false);
    assertFinding(RevocationPolicy.ADVERTISED, REVOKED, plain, REVOKED, true);
    assertFinding(RevocationPolicy.ADVERTISED, UNKNOWN, plain, UNKNOWN, true);
    assertFinding(RevocationPolicy.ADVERTISED, NOT_AVAILABLE, plain, NOT_AVAILABLE, false);
    assertFinding(RevocationPolicy.ADVERTISED, NOT_AVAILABLE, withPoint, UNKNOWN, true);
    assertFinding(RevocationPolicy.ADVERTISED, NOT_AVAILABLE, withOcsp, UNKNOWN, true);
  }

  @Test
  void softFailRefusesOnlyTheRevoked() {
    assertFinding(RevocationPolicy.SOFT_FAIL, REVOKED, plain, REVOKED, true);
    assertFinding(RevocationPolicy.SOFT_FAIL, UNKNOWN, withPoint, UNKNOWN, false);
    assertFinding(RevocationPolicy.SOFT_FAIL, NOT_AVAILABLE, withPoint, NOT_AVAILABLE, false);
  }

  @Test
  void offLooksAtNothing() {
    assertFinding(RevocationPolicy.OFF, REVOKED, plain, OFF, false);
  }

  @Test
  void firstSourceThatKnowsDecides() {
    RevocationCheck check =
        RevocationCheck.of(
            RevocationPolicy.STRICT, List.of(saying(NOT_AVAILABLE), saying(UNKNOWN), saying(GOOD)));
    assertThat(check.find(plain.certificate(), zoo.certificate(), Instant.now()).status())
        .isEqualTo(GOOD);
  }

  @Test
  void revokedOfAnySourceWins() {
    RevocationCheck check =
        RevocationCheck.of(
            RevocationPolicy.STRICT, List.of(saying(GOOD), saying(STALE), saying(REVOKED)));
    assertThat(check.find(plain.certificate(), zoo.certificate(), Instant.now()).status())
        .isEqualTo(REVOKED);
  }

  @Test
  void goodWinsOverStaleAndUnknown() {
    RevocationCheck check =
        RevocationCheck.of(
            RevocationPolicy.STRICT, List.of(saying(UNKNOWN), saying(STALE), saying(GOOD)));
    assertThat(check.find(plain.certificate(), zoo.certificate(), Instant.now()).status())
        .isEqualTo(GOOD);
  }

  private RevocationStatus sparing(
      Duration lifetime, RevocationStatus said, java.security.cert.X509Certificate certificate) {
    return RevocationCheck.of(RevocationPolicy.STRICT, saying(said))
        .sparingLifetimesUpTo(lifetime)
        .find(certificate, zoo.certificate(), Instant.now())
        .status();
  }

  @Test
  void aShortLivedLeafNeedsNoStatusUnlessItIsKnownAsRevoked() {
    Instant now = Instant.now();
    Issued brief = zoo.issue("brief").valid(now, now.plus(Duration.ofHours(1))).make();
    Issued authority = zoo.issue("ca").ca().valid(now, now.plus(Duration.ofHours(1))).make();
    Duration day = Duration.ofDays(1);
    assertThat(sparing(day, UNKNOWN, brief.certificate())).isEqualTo(SHORT_LIVED);
    assertThat(sparing(day, REVOKED, brief.certificate())).isEqualTo(REVOKED);
    assertThat(sparing(day, UNKNOWN, plain.certificate())).isEqualTo(UNKNOWN);
    assertThat(sparing(day, UNKNOWN, authority.certificate())).isEqualTo(UNKNOWN);
    assertThat(sparing(Duration.ZERO, UNKNOWN, brief.certificate())).isEqualTo(UNKNOWN);
  }

  @Test
  void noRevAvailAloneSparesNoCertificate() {
    Issued issued =
        zoo.issue("quiet")
            .extension(
                new org.bouncycastle.asn1.ASN1ObjectIdentifier("2.5.29.56"),
                false,
                org.bouncycastle.asn1.DERNull.INSTANCE)
            .make();
    assertThat(sparing(Duration.ofDays(1), NOT_AVAILABLE, issued.certificate())).isEqualTo(UNKNOWN);
  }

  /** A source that has not answered yet; counts what is asked and waited for. */
  private static final class Slow implements RemoteSource {
    int requests;
    int waits;

    @Override
    public RevocationFinding find(
        X509Certificate certificate, X509Certificate issuer, Instant now) {
      return RevocationFinding.of(UNKNOWN, "no answer yet");
    }

    @Override
    public List<PendingAnswer> request(
        X509Certificate certificate, X509Certificate issuer, Instant now) {
      requests++;
      return List.of(patience -> waits++);
    }
  }

  @Test
  void nobodyWaitsForTheNetworkWhereAnAnswerIsAtHand() {
    for (RevocationStatus known : List.of(GOOD, STALE, REVOKED)) {
      Slow slow = new Slow();
      assertThat(findWith(saying(known), slow).status()).isEqualTo(known);
      assertThat(slow.waits).as("%s", known).isZero();
      assertThat(slow.requests).as("asked all the same, once").isEqualTo(1);
    }
    Slow slow = new Slow();
    assertThat(findWith(saying(NOT_AVAILABLE), slow).status()).isEqualTo(UNKNOWN);
    assertThat(slow.waits).isEqualTo(1);
  }

  private RevocationFinding findWith(RevocationSource local, RevocationSource remote) {
    RevocationCheck check =
        RevocationCheck.of(RevocationPolicy.STRICT, List.of(local, remote))
            .waitingUpTo(Duration.ofSeconds(2));
    return check.find(
        plain.certificate(), zoo.certificate(), Instant.now(), check.patience(Waiting.ALLOWED));
  }
}
