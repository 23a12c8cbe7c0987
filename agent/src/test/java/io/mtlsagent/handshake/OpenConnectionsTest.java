package io.mtlsagent.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.audit.AuditOptions;
import io.mtlsagent.audit.AuditTarget;
import io.mtlsagent.authorization.UserRules;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.identity.IdentitySource;
import io.mtlsagent.policy.AuditDelivery;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.PemText;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.trust.PeerVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may not connect any more does not stay connected. */
class OpenConnectionsTest {

  private static final Pki ZOO = Pki.root("zoo");
  private static final X509Certificate ALICE = ZOO.client("alice").certificate();
  private static final X509Certificate BOB = ZOO.client("bob").certificate();

  @TempDir Path directory;
  private Path file;
  private AuditLog log;
  private final Map<X509Certificate, RevocationStatus> statuses = new HashMap<>();
  private final List<X509Certificate> asked = new ArrayList<>();
  private Instant now = Instant.now();
  private Endpoint inForce;
  private Handshakes handshakes;
  private OpenConnections connections;

  @BeforeEach
  void open() throws Exception {
    file = directory.resolve("audit.jsonl");
    log =
        AuditLog.open(
            AuditOptions.to(AuditTarget.file(file.toFile())).delivery(AuditDelivery.SYNC).build(),
            line -> {});
    inForce = endpoint(ZOO).build();
    handshakes =
        new Handshakes(new OneEndpoint(() -> inForce), new PeerRecorder(log, new PeerStatistics()));
    connections = handshakes.openConnections();
  }

  @AfterEach
  void closeLog() {
    log.close(AuditEvent.of(AuditAction.AGENT_STOPPED).build());
  }

  @Test
  void connectionOfARevokedPeerIsEndedWithAnAlertAndALine() throws Exception {
    FakeConnection alice = opened(ALICE);
    FakeConnection bob = opened(BOB);
    connections.sweep();
    assertThat(alice.isOpen()).isTrue();

    statuses.put(ALICE, RevocationStatus.REVOKED);
    connections.sweep();
    connections.sweep();

    assertThat(alice.isOpen()).isFalse();
    assertThat(alice.isTold()).isTrue();
    assertThat(bob.isOpen()).isTrue();
    assertThat(revokedLines())
        .singleElement()
        .asString()
        .contains("\"code\":\"revoked\"", "CN=alice", "\"name\":\"alice\"", "\"closed\":\"alert\"")
        .contains("\"decision\":\"rejected\"", "50000", "TLS_AES_256_GCM_SHA384");
  }

  @Test
  void handshakeThatBeganBeforeEnforceEndsUnderIt() throws Exception {
    for (Mode before : List.of(Mode.OFF, Mode.OBSERVE, Mode.PERMISSIVE)) {
      inForce = endpoint(ZOO).mode(before).build();
      FakeConnection nobody = FakeConnection.fromClient();
      handshakes.begin(nobody).helloSeen();
      inForce = endpoint(ZOO).protocols(List.of("TLSv1.3")).build();

      Handshake handshake = handshakes.ending(nobody);
      assertThat(handshake.refuses()).as("%s", before).isTrue();
      assertThatThrownBy(() -> handshake.complete(nobody, nobody))
          .isInstanceOf(PeerRejectedException.class)
          .hasMessageContaining("no_certificate");
      assertThatThrownBy(() -> handshakes.ending(nobody).complete(nobody, nobody))
          .isInstanceOf(PeerRejectedException.class);
    }
  }

  @Test
  void handshakeThatSpansAReloadEndsByTheAnchorsOfNow() throws Exception {
    FakeConnection alice = FakeConnection.fromClient(ALICE);
    handshakes.begin(alice).check(alice, List.of(ALICE), () -> {});
    inForce = endpoint(Pki.root("other")).protocols(List.of("TLSv1.3")).build();

    assertThatThrownBy(() -> handshakes.ending(alice).complete(alice, alice))
        .hasMessageContaining("untrusted");
  }

  @Test
  void handshakeThatBeganBeforeEnforceIsHeldToItsProtocols() throws Exception {
    inForce = endpoint(ZOO).mode(Mode.PERMISSIVE).build();
    FakeConnection alice = FakeConnection.fromClient(ALICE);
    handshakes.begin(alice).check(alice, List.of(ALICE), () -> {});
    inForce = endpoint(ZOO).protocols(List.of("TLSv1.2")).build();

    assertThatThrownBy(() -> handshakes.ending(alice).complete(alice, alice))
        .hasMessageContaining("tls.protocols");
  }

  @Test
  void lateMessageOfAnOpenConnectionIsNoHandshake() throws Exception {
    inForce = endpoint(ZOO).mode(Mode.OFF).build();
    FakeConnection nobody = FakeConnection.fromClient();
    handshakes.begin(nobody).helloSeen();
    handshakes.ending(nobody).complete(nobody, nobody);
    inForce = endpoint(ZOO).build();

    handshakes.ending(nobody).complete(nobody, nobody);
    assertThat(nobody.isOpen()).isTrue();
  }

  @Test
  void peerThatIsRevokedBeforeASlowHandshakeEndsIsRefused() throws Exception {
    FakeConnection alice = FakeConnection.fromClient(ALICE);
    handshakes.begin(alice).check(alice, List.of(ALICE), () -> {});
    statuses.put(ALICE, RevocationStatus.REVOKED);
    Thread.sleep(1100);

    assertThatThrownBy(() -> handshakes.ending(alice).complete(alice, alice))
        .hasMessageContaining("revoked");
  }

  @Test
  void writerThatHoldsTheLockDoesNotKeepTheConnectionOpen() throws Exception {
    FakeConnection alice = opened(ALICE).blockedByWriter();
    statuses.put(ALICE, RevocationStatus.REVOKED);

    connections.sweep();

    assertThat(alice.isOpen()).isFalse();
    assertThat(alice.isTold()).isFalse();
    assertThat(revokedLines()).singleElement().asString().contains("\"closed\":\"cut\"");
  }

  @Test
  void dateThatPassesEndsTheConnection() throws Exception {
    Instant end = now.plus(Duration.ofMinutes(1));
    Issued brief = ZOO.issue("brief").forClient().valid(now.minusSeconds(60), end).make();
    FakeConnection connection = opened(brief.certificate());

    now = end.plusSeconds(2);
    connections.sweep();

    assertThat(connection.isOpen()).isFalse();
    assertThat(revokedLines()).singleElement().asString().contains("\"code\":\"expired\"");
  }

  @Test
  void anchorThatIsTakenAwayEndsTheConnection() throws Exception {
    FakeConnection alice = opened(ALICE);
    inForce = endpoint(Pki.root("other")).build();

    connections.sweep();

    assertThat(alice.isOpen()).isFalse();
    assertThat(revokedLines()).singleElement().asString().contains("\"code\":\"untrusted\"");
  }

  @Test
  void statusThatCannotBeHadAtTheMomentEndsNoConnection() throws Exception {
    FakeConnection alice = opened(ALICE);
    statuses.put(ALICE, RevocationStatus.UNKNOWN);

    connections.sweep();

    assertThat(alice.isOpen()).isTrue();
    assertThat(revokedLines()).isEmpty();
  }

  @Test
  void modeThatRefusesNothingTellsOnceAndClosesNothing() throws Exception {
    inForce = endpoint(ZOO).mode(Mode.PERMISSIVE).build();
    FakeConnection alice = opened(ALICE);
    statuses.put(ALICE, RevocationStatus.REVOKED);

    connections.sweep();
    connections.sweep();

    assertThat(alice.isOpen()).isTrue();
    assertThat(revokedLines())
        .singleElement()
        .asString()
        .contains("\"decision\":\"would-reject\"", "\"closed\":\"no\"");
  }

  @Test
  void whoCameInModeOffIsJudgedWhenAnotherModeComes() throws Exception {
    inForce = endpoint(ZOO).mode(Mode.OFF).build();
    FakeConnection alice = opened(ALICE);
    FakeConnection nobody = opened();
    connections.sweep();
    inForce = endpoint(ZOO).mode(Mode.PERMISSIVE).build();
    connections.sweep();
    assertThat(revokedLines()).isEmpty();
    assertThat(nobody.isOpen()).isTrue();

    inForce = endpoint(ZOO).build();
    connections.sweep();

    assertThat(alice.isOpen()).isTrue();
    assertThat(nobody.isOpen()).isFalse();
    assertThat(revokedLines()).singleElement().asString().contains("\"code\":\"no_certificate\"");
  }

  @Test
  void switchToEnforceEndsTheConnectionsOfThoseItWouldHaveRefused() throws Exception {
    inForce = endpoint(ZOO).mode(Mode.OBSERVE).build();
    statuses.put(BOB, RevocationStatus.REVOKED);
    FakeConnection alice = opened(ALICE);
    FakeConnection bob = opened(BOB);

    inForce = endpoint(ZOO).build();
    connections.sweep();
    inForce = endpoint(ZOO).mode(Mode.OBSERVE).build();
    connections.sweep();

    assertThat(alice.isOpen()).isTrue();
    assertThat(bob.isOpen()).isFalse();
    assertThat(revokedLines()).singleElement().asString().contains("CN=bob");
  }

  @Test
  void endpointThatKeepsConnectionsOpenCloseNone() throws Exception {
    inForce = endpoint(ZOO).closesOpenConnections(false).build();
    FakeConnection alice = opened(ALICE);
    statuses.put(ALICE, RevocationStatus.REVOKED);

    connections.sweep();

    assertThat(alice.isOpen()).isTrue();
    assertThat(revokedLines()).isEmpty();
  }

  @Test
  void connectionThatTheApplicationHasClosedIsNotTold() throws Exception {
    FakeConnection alice = opened(ALICE);
    alice.closedByApplication();
    statuses.put(ALICE, RevocationStatus.REVOKED);

    connections.sweep();

    assertThat(revokedLines()).isEmpty();
  }

  @Test
  void renegotiationThatIsNeverFinishedHidesNoConnection() throws Exception {
    FakeConnection alice = opened(ALICE);
    handshakes.begin(alice).helloSeen();
    statuses.put(ALICE, RevocationStatus.REVOKED);

    connections.sweep();

    assertThat(alice.isOpen()).isFalse();
  }

  @Test
  void eachChainIsJudgedOnceForAllItsConnections() throws Exception {
    List<FakeConnection> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(opened(ALICE));
    }
    asked.clear();

    connections.sweep();

    assertThat(many).hasSize(100);
    assertThat(asked).containsExactly(ALICE);
  }

  @Test
  void connectionsThatCameAndWentAreForgotten() throws Exception {
    FakeConnection kept = opened(ALICE);
    for (int i = 0; i < 20_000; i++) {
      opened(ALICE);
    }

    int left = Integer.MAX_VALUE;
    for (int i = 0; i < 50 && left > 1; i++) {
      System.gc();
      connections.sweep();
      Thread.sleep(20);
      left = handshakes.size();
    }

    assertThat(left).isEqualTo(1);
    assertThat(kept.isOpen()).isTrue();
  }

  private FakeConnection opened(X509Certificate... peer) throws Exception {
    FakeConnection connection = FakeConnection.fromClient(peer);
    Handshake handshake = handshakes.begin(connection);
    handshake.helloSeen();
    if (peer.length > 0) {
      handshake.check(connection, connection.peerChain(), () -> {});
    }
    handshake.complete(connection, connection);
    return connection;
  }

  private Endpoint.Builder endpoint(Pki anchor) throws Exception {
    RevocationCheck revocation =
        RevocationCheck.of(
            RevocationPolicy.STRICT,
            (certificate, issuer, at) -> {
              asked.add(certificate);
              return RevocationFinding.from(
                  "crl", statuses.getOrDefault(certificate, RevocationStatus.GOOD), "made up");
            });
    return Endpoint.named("default")
        .mode(Mode.ENFORCE)
        .identity(identity())
        .verifier(new PeerVerifier(List.of(anchor.certificate()), revocation, new TestClock()))
        .userRules(UserRules.parse("test.properties", "user.rules", "cn"))
        .protocols(List.of("TLSv1.3"));
  }

  private Identity identity() throws Exception {
    Issued own = ZOO.issue("own").forBoth().make();
    Path both = directory.resolve("own.pem");
    Files.writeString(
        both,
        PemText.of("CERTIFICATE", own.certificate().getEncoded())
            + PemText.of("PRIVATE KEY", own.key().getPrivate().getEncoded()));
    return IdentitySource.pem(both.toFile(), both.toFile(), "identity").read(null);
  }

  private List<String> revokedLines() throws Exception {
    return Files.readAllLines(file).stream()
        .filter(line -> line.contains("\"connection-revoked\""))
        .toList();
  }

  private final class TestClock extends Clock {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneOffset getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(java.time.ZoneId zone) {
      return this;
    }
  }
}
