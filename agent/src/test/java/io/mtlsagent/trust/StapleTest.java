package io.mtlsagent.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Staples;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.CrlIndex;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.revocation.Waiting;
import io.mtlsagent.revocation.ocsp.StapledAnswers;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.OcspResponder;
import io.mtlsagent.testing.Pki;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server's staple counts like an answer of its responder, and no more. */
class StapleTest {

  private static final ASN1ObjectIdentifier TLS_FEATURE =
      new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");

  private final Pki zoo = Pki.root("zoo");
  private final Issued server = zoo.server("server");
  private final OcspResponder responder = OcspResponder.of(zoo.authority());

  @AfterEach
  void stop() {
    responder.close();
  }

  private static PeerVerifier verifier(RevocationPolicy policy, Pki anchor) {
    StapledAnswers staples =
        new StapledAnswers(CrlIndex.of(Collections.emptyList()), Duration.ZERO);
    return new PeerVerifier(
        List.of(anchor.certificate()), RevocationCheck.of(policy, staples), Clock.systemUTC());
  }

  private PeerVerifier strict() {
    return verifier(RevocationPolicy.STRICT, zoo);
  }

  private byte[] staple(Issued about) {
    return responder.staple(about.certificate(), zoo.certificate());
  }

  private static Verdict handshake(PeerVerifier verifier, Issued peer, Staples staples) {
    return judge(verifier, peer, Occasion.of(Waiting.ALLOWED).with(staples));
  }

  private static Verdict judge(PeerVerifier verifier, Issued peer, Occasion occasion) {
    return verifier
        .judge(
            Arrays.asList(peer.chain()),
            Role.CLIENT,
            ExpectedName.of("localhost"),
            PeerDemand.NOTHING,
            occasion)
        .verdict();
  }

  private static Staples of(byte[]... responses) {
    return Staples.of(List.of(responses));
  }

  private static void assertUnknown(Verdict verdict) {
    assertThat(verdict.rejection().map(r -> r.code())).contains(RejectionCode.REVOCATION_UNKNOWN);
  }

  @Test
  void goodStapleIsAnAnswer() {
    Verdict verdict = handshake(strict(), server, of(staple(server)));
    assertThat(verdict.isAccepted()).as("%s", verdict.rejection()).isTrue();
    assertThat(verdict.revocation().status()).isEqualTo(RevocationStatus.GOOD);
    assertThat(verdict.revocation().source()).isEqualTo("staple");
  }

  @Test
  void resumedSessionIsJudgedByTheStapleOfTheFirst() {
    PeerVerifier verifier = strict();
    handshake(verifier, server, of(staple(server)));
    Verdict resumed = judge(verifier, server, Occasion.of(Waiting.FORBIDDEN));
    assertThat(resumed.isAccepted()).isTrue();
  }

  @Test
  void stapleThatSaysRevokedRefusesAndIsNotForgottenForAnOlderGoodOne() {
    responder.thisUpdate = Instant.now().minusSeconds(7200);
    byte[] good = staple(server);
    responder.thisUpdate = Instant.now().minusSeconds(60);
    responder.status = OcspResponder.revoked();
    for (RevocationPolicy policy :
        List.of(RevocationPolicy.STRICT, RevocationPolicy.ADVERTISED, RevocationPolicy.SOFT_FAIL)) {
      PeerVerifier verifier = verifier(policy, zoo);
      for (Staples staples : List.of(of(staple(server)), of(good), Staples.notAsked())) {
        assertThat(handshake(verifier, server, staples).rejection().map(r -> r.code()))
            .as("%s", policy)
            .contains(RejectionCode.REVOKED);
      }
    }
  }

  @Test
  void stapleThatMayNotBeBelievedIsNone() {
    assertUnknown(handshake(strict(), server, of(new byte[] {1, 2, 3})));
    assertUnknown(handshake(strict(), server, of(staple(zoo.server("other")))));
    assertUnknown(handshake(strict(), server, Staples.of(List.of())));
    responder.nextUpdate = Instant.now().minusSeconds(3600);
    responder.thisUpdate = Instant.now().minusSeconds(7200);
    assertUnknown(handshake(strict(), server, of(staple(server))));
    responder.nextUpdate = Instant.now().plusSeconds(7200);
    responder.thisUpdate = Instant.now().plusSeconds(3600);
    assertUnknown(handshake(strict(), server, of(staple(server))));
    OcspResponder stranger = OcspResponder.of(Pki.root("zoo").authority());
    assertUnknown(
        handshake(strict(), server, of(stranger.staple(server.certificate(), zoo.certificate()))));
    stranger.close();
  }

  @Test
  void intermediatesAreStapledToo() {
    Pki keepers = zoo.intermediate("keepers");
    Issued below = keepers.server("below");
    X509Certificate authority = keepers.certificate();
    OcspResponder keepersResponder = OcspResponder.of(keepers.authority());
    byte[] leaf = keepersResponder.staple(below.certificate(), authority);
    byte[] intermediate = responder.staple(authority, zoo.certificate());
    assertUnknown(handshake(strict(), below, of(leaf)));
    assertThat(handshake(strict(), below, of(leaf, intermediate)).isAccepted()).isTrue();
    keepersResponder.close();
  }

  @Test
  void certificateThatDemandsAStapleIsRefusedWithoutOne() {
    Issued demanding =
        zoo.issue("must-staple")
            .forServer()
            .dns("localhost")
            .extension(TLS_FEATURE, false, new DERSequence(new ASN1Integer(5)))
            .make();
    PeerVerifier advertised = verifier(RevocationPolicy.ADVERTISED, zoo);
    Verdict without = handshake(advertised, demanding, Staples.of(List.of()));
    assertUnknown(without);
    assertThat(without.rejection().get().reason()).contains("staple");
    assertThat(handshake(advertised, server, Staples.of(List.of())).isAccepted()).isTrue();
    assertThat(handshake(advertised, demanding, of(staple(demanding))).isAccepted()).isTrue();
    assertUnknown(handshake(advertised, demanding, Staples.of(List.of())));
    assertThat(handshake(advertised, demanding, Staples.notAsked()).isAccepted())
        .as("a server that was not asked")
        .isTrue();
    assertThat(
            handshake(verifier(RevocationPolicy.SOFT_FAIL, zoo), demanding, Staples.of(List.of()))
                .isAccepted())
        .as("soft-fail refuses the revoked alone")
        .isTrue();
  }
}
