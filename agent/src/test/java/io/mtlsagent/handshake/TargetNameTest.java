package io.mtlsagent.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.Role;
import io.mtlsagent.policy.Verdict;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.trust.PeerVerifier;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetNameTest {

  private static final Pki ZOO = Pki.root("zoo");
  private static final X509Certificate NAMED =
      ZOO.issue("db").forServer().dns("db.internal").make().certificate();
  private static final X509Certificate ADDRESSED =
      ZOO.issue("db").forServer().ip("192.0.2.1").make().certificate();

  private static boolean isLetIn(X509Certificate server, SupposedConnection connection) {
    PeerVerifier verifier =
        new PeerVerifier(
            List.of(ZOO.certificate()),
            RevocationCheck.of(RevocationPolicy.OFF, List.of()),
            Clock.systemUTC());
    Verdict verdict = verifier.verify(List.of(server), Role.CLIENT, TargetName.of(connection));
    verdict
        .rejection()
        .ifPresent(refusal -> assertThat(refusal.code()).isEqualTo(RejectionCode.NAME_MISMATCH));
    return verdict.isAccepted();
  }

  @Test
  void theHostThatWasGivenCountsAndNotTheNameThatWasSet() {
    SupposedConnection connection =
        SupposedConnection.toServer("other.internal", 443).askingFor("db.internal");
    assertThat(isLetIn(NAMED, connection)).isFalse();
  }

  @Test
  void besideAnAddressTheNameThatWasSetWillDo() {
    SupposedConnection connection =
        SupposedConnection.toServer("192.0.2.1", 443).askingFor("db.internal");
    assertThat(isLetIn(NAMED, connection)).isTrue();
    assertThat(isLetIn(ADDRESSED, connection)).isTrue();
    assertThat(isLetIn(NAMED, SupposedConnection.toServer("192.0.2.1", 443))).isFalse();
    assertThat(
            isLetIn(
                ADDRESSED, SupposedConnection.toServer("192.0.2.2", 443).askingFor("db.internal")))
        .isFalse();
  }
}
