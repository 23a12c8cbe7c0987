package io.mtlsagent.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import io.mtlsagent.authorization.AccessRules;
import io.mtlsagent.authorization.UserRules;
import io.mtlsagent.config.AccessSettings;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.identity.IdentitySource;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.PemFiles;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.trust.PeerVerifier;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lists of peers as a part of the judgement on a peer. */
class AdmissionTest {

  private static final Pki ZOO = Pki.root("zoo");

  @TempDir Path directory;

  @Test
  void listsOfClientsHoldForClientsAndListsOfServersForServers() throws Exception {
    Endpoint endpoint =
        endpoint()
            .clients(rules(Role.CLIENT, "CN=alice"))
            .servers(rules(Role.SERVER, "CN=server"))
            .build();

    assertThat(judge(endpoint, client("alice")).isAccepted()).isTrue();
    assertThat(code(judge(endpoint, client("bob")))).isEqualTo(RejectionCode.NOT_AUTHORIZED);
    assertThat(judge(endpoint, server("server")).isAccepted()).isTrue();
    assertThat(code(judge(endpoint, server("other")))).isEqualTo(RejectionCode.NOT_AUTHORIZED);
  }

  @Test
  void theUserNameThatAPatternSpeaksOfIsTheOneOfUserRules() throws Exception {
    Endpoint endpoint =
        endpoint()
            .userRules(UserRules.parse("test.properties", "user.rules", "RULE:^.*CN=(.*)$/$1/U"))
            .clients(rules(Role.CLIENT, "USER:ALICE"))
            .build();

    Judgement alice = judge(endpoint, client("alice"));
    assertThat(alice.isAccepted()).isTrue();
    assertThat(alice.user()).isEqualTo("ALICE");
    Judgement bob = judge(endpoint, client("bob"));
    assertThat(code(bob)).isEqualTo(RejectionCode.NOT_AUTHORIZED);
    assertThat(bob.user()).isNull();
  }

  @Test
  void aRequiredUserNameThatNoRuleMakesIsNotAuthorized() throws Exception {
    Endpoint endpoint =
        endpoint()
            .userRules(UserRules.parse("test.properties", "user.rules", "san:email"))
            .requiresUser(true)
            .build();
    Judgement alice = judge(endpoint, client("alice"));

    assertThat(code(alice)).isEqualTo(RejectionCode.NOT_AUTHORIZED);
    assertThat(rejection(alice).reason())
        .contains("user.rules", "O=zoo,CN=alice, 1 of 2 on the path", "user.required=true");
    assertThat(judge(endpoint, server("server")).isAccepted()).isTrue();
  }

  private static Judgement judge(Endpoint endpoint, FakeConnection connection) {
    return PeerJudge.judge(endpoint, connection, connection.peerChain());
  }

  private static FakeConnection client(String name) {
    return FakeConnection.fromClient(ZOO.client(name).certificate());
  }

  private static FakeConnection server(String name) {
    return FakeConnection.toServer(ZOO.server(name).certificate());
  }

  private static Rejection rejection(Judgement judgement) {
    return judgement.verdict().rejection().orElseThrow();
  }

  private static RejectionCode code(Judgement judgement) {
    return rejection(judgement).code();
  }

  private static AccessRules rules(Role peer, String allow) throws Exception {
    return AccessRules.parse(
        AccessSettings.of("test.properties", "allow", allow, "deny", null), peer);
  }

  private Endpoint.Builder endpoint() throws Exception {
    return Endpoint.named("default")
        .identity(identity())
        .verifier(
            new PeerVerifier(List.of(ZOO.certificate()), RevocationCheck.off(), Clock.systemUTC()))
        .userRules(UserRules.parse("test.properties", "user.rules", "cn"));
  }

  private Identity identity() throws Exception {
    Issued own = ZOO.issue("own").forBoth().make();
    Path certificate = PemFiles.certificates(directory.resolve("own.crt"), own.certificate());
    Path key = PemFiles.key(directory.resolve("own.key"), own.key());
    return IdentitySource.pem(certificate.toFile(), key.toFile(), "identity").read(null);
  }
}
