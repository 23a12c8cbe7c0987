package io.mtlsagent.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mtlsagent.audit.AuditAction;
import io.mtlsagent.audit.AuditEvent;
import io.mtlsagent.audit.AuditLog;
import io.mtlsagent.audit.AuditOptions;
import io.mtlsagent.audit.AuditTarget;
import io.mtlsagent.authorization.AccessRules;
import io.mtlsagent.authorization.UserRules;
import io.mtlsagent.config.AccessSettings;
import io.mtlsagent.identity.Identity;
import io.mtlsagent.identity.IdentitySource;
import io.mtlsagent.policy.AuditDelivery;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.RevocationFinding;
import io.mtlsagent.policy.RevocationPolicy;
import io.mtlsagent.policy.RevocationStatus;
import io.mtlsagent.policy.Role;
import io.mtlsagent.revocation.PendingAnswer;
import io.mtlsagent.revocation.RemoteSource;
import io.mtlsagent.revocation.RevocationCheck;
import io.mtlsagent.testing.Issued;
import io.mtlsagent.testing.PemFiles;
import io.mtlsagent.testing.Pki;
import io.mtlsagent.trust.PeerVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who decides in each mode, and the one line that each handshake leaves. */
class HandshakeTest {

  private static final Pki ZOO = Pki.root("zoo");
  private static final X509Certificate ALICE = ZOO.client("alice").certificate();
  private static final X509Certificate SERVER = ZOO.server("server").certificate();
  private static final X509Certificate STRANGER = Pki.root("other").client("alice").certificate();
  private static final ApplicationJudge.Check APPLICATION_ACCEPTS = () -> {};
  private static final ApplicationJudge.Check APPLICATION_REFUSES =
      () -> {
        throw new CertificateException("not mine");
      };

  @TempDir Path directory;
  private Path file;
  private final UnaskedSessions unasked = new UnaskedSessions();
  private AuditLog log;

  @BeforeEach
  void openLog() throws Exception {
    file = directory.resolve("audit.jsonl");
    log =
        AuditLog.open(
            AuditOptions.to(AuditTarget.file(file.toFile())).delivery(AuditDelivery.SYNC).build(),
            line -> {});
  }

  @AfterEach
  void closeLog() {
    log.close(AuditEvent.of(AuditAction.AGENT_STOPPED).build());
  }

  @Test
  void enforceLetsInWhomItTrustsAndTellsTheApplicationWho() throws Exception {
    FakeConnection alice = FakeConnection.fromClient(ALICE);
    Handshake handshake = begin(Mode.ENFORCE, alice);

    assertThat(handshake.demand()).isEqualTo(ClientDemand.NEED);
    handshake.check(alice, alice.peerChain(), APPLICATION_REFUSES);
    handshake.complete(alice, alice);

    assertThat(lines()).singleElement().asString().contains("peer-accepted", "\"name\":\"alice\"");
    assertThat(alice.value("io.mtlsagent.user")).isEqualTo("alice");
  }

  @Test
  void enforceRefusesWhomItDoesNotTrustWhateverTheApplicationSays() throws Exception {
    FakeConnection stranger = FakeConnection.fromClient(STRANGER);
    Handshake handshake = begin(Mode.ENFORCE, stranger);

    PeerRejectedException refusal =
        refusal(() -> handshake.check(stranger, stranger.peerChain(), APPLICATION_ACCEPTS));
    RejectionCode code = handshake.fail(stranger, stranger, failure(refusal));

    assertThat(code).isEqualTo(RejectionCode.UNTRUSTED);
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("peer-rejected", "\"code\":\"untrusted\"", "\"established\":false");
  }

  @Test
  void resumedPeerIsJudgedThoughNobodyAskedTheTrustManager() throws Exception {
    FakeConnection stranger = FakeConnection.fromClient(STRANGER).resumed();
    Handshake handshake = begin(Mode.ENFORCE, stranger);

    assertThat(refusal(() -> handshake.complete(stranger, stranger)).rejection().code())
        .isEqualTo(RejectionCode.UNTRUSTED);
  }

  @Test
  void resumedPeerIsRefusedThatIsNoLongerAllowed() throws Exception {
    FakeConnection alice = FakeConnection.fromClient(ALICE).resumed();
    AccessRules rules =
        AccessRules.parse(AccessSettings.of("c", "peers.allow", "CN=bob", "d", null), Role.CLIENT);
    Handshake handshake =
        new Handshake(
            alice,
            builder(Mode.ENFORCE).clients(rules).build(),
            new PeerRecorder(log, new PeerStatistics()),
            unasked);
    handshake.helloSeen();

    PeerRejectedException refusal = refusal(() -> handshake.complete(alice, alice));
    handshake.fail(alice, alice, failure(refusal));

    assertThat(refusal.rejection().code()).isEqualTo(RejectionCode.NOT_AUTHORIZED);
    assertThat(lines())
        .singleElement()
        .asString()
        .contains("\"code\":\"not_authorized\"", "nothing in peers.allow matches", "CN=alice");
  }

  /** Waits until patience is over: as for a server that hangs. */
  private static RemoteSource hanging(CountDownLatch asked) {
    return new RemoteSource() {
      @Override
      public List<PendingAnswer> request(X509Certificate peer, X509Certificate issuer, Instant at) {
        return List.of(
            patience -> {
              long begin = System.nanoTime();
              asked.countDown();
              while (patience.leftFor(begin) > 0) {
                Thread.onSpinWait();
              }
            });
      }

      @Override
      public RevocationFinding find(X509Certificate peer, X509Certificate issuer, Instant at) {
        return RevocationFinding.of(RevocationStatus.UNKNOWN, "it hangs");
      }
    };
  }

  /** FAULTS 20: it may be an event loop's thread, which all other connections need. */
  @Test
  void whoClosesTheConnectionDoesNotWaitForWhatTheCheckWaitsFor() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    RevocationCheck patient =
        RevocationCheck.of(RevocationPolicy.STRICT, hanging(asked))
            .waitingUpTo(Duration.ofMinutes(5));
    FakeConnection alice = FakeConnection.fromClient(ALICE);
    Handshake handshake =
        new Handshake(
            alice,
            builder(Mode.ENFORCE)
                .verifier(new PeerVerifier(List.of(ZOO.certificate()), patient, Clock.systemUTC()))
                .build(),
            new PeerRecorder(log, new PeerStatistics()),
            unasked);
    CompletableFuture<PeerRejectedException> check =
        CompletableFuture.supplyAsync(
            () -> refusal(() -> handshake.check(alice, alice.peerChain(), APPLICATION_ACCEPTS)));
    asked.await();

    CompletableFuture<Void> close = CompletableFuture.runAsync(() -> handshake.close(alice, alice));

    close.get(30, TimeUnit.SECONDS);
    assertThat(check.get(30, TimeUnit.SECONDS).rejection().code())
        .isEqualTo(RejectionCode.REVOCATION_UNKNOWN);
  }

  @Test
  void anotherChainThanTheCheckedOneIsJudgedAnew() throws Exception {
    FakeConnection stranger = FakeConnection.fromClient(STRANGER);
    Handshake handshake = begin(Mode.ENFORCE, stranger);
    handshake.check(stranger, List.of(ALICE), APPLICATION_ACCEPTS);

    assertThat(refusal(() -> handshake.complete(stranger, stranger)).rejection().code())
        .isEqualTo(RejectionCode.UNTRUSTED);
  }

  @Test
  void enforceRefusesAClientWithoutCertificateAtTheEndToo() throws Exception {
    FakeConnection nobody = FakeConnection.fromClient();
    Handshake handshake = begin(Mode.ENFORCE, nobody);

    assertThat(refusal(() -> handshake.complete(nobody, nobody)).rejection().code())
        .isEqualTo(RejectionCode.NO_CERTIFICATE);
  }

  /** As in haproxy#248: a client that is only asked for its certificate need not show one. */
  @Test
  void enforceDemandsACertificateWhateverTheApplicationAsksFor() throws Exception {
    for (ClientDemand own : ClientDemand.values()) {
      FakeConnection client = FakeConnection.fromClient().applicationDemands(own);
      assertThat(begin(Mode.ENFORCE, client).demand()).as("%s", own).isEqualTo(ClientDemand.NEED);
    }
  }

  @Test
  void permissiveAcceptsWhatAServerThatAsksForNothingWouldAccept() throws Exception {
    FakeConnection stranger = FakeConnection.fromClient(STRANGER);
    Handshake handshake = begin(Mode.PERMISSIVE, stranger);

    assertThat(handshake.demand()).isEqualTo(ClientDemand.WANT);
    handshake.check(stranger, stranger.peerChain(), APPLICATION_REFUSES);
    handshake.complete(stranger, stranger);

    assertThat(lines())
        .singleElement()
        .asString()
        .contains("peer-accepted", "would-reject", "\"code\":\"untrusted\"", "\"success\"");
  }

  @Test
  void permissiveTakesWhatEitherAccepts() throws Exception {
    FakeConnection good = FakeConnection.toServer(SERVER);
    begin(Mode.PERMISSIVE, good).check(good, good.peerChain(), APPLICATION_REFUSES);
    FakeConnection foreign = FakeConnection.toServer(STRANGER);
    begin(Mode.PERMISSIVE, foreign).check(foreign, foreign.peerChain(), APPLICATION_ACCEPTS);

    Handshake neither = begin(Mode.PERMISSIVE, foreign);
    CertificateException refusal =
        catchCertificateException(
            () -> neither.check(foreign, foreign.peerChain(), APPLICATION_REFUSES));
    neither.fail(foreign, foreign, failure(refusal));

    assertThat(lines()).singleElement().asString().contains("peer-rejected", "untrusted");
  }

  @Test
  void permissiveKeepsTheApplicationsOwnDemand() throws Exception {
    FakeConnection client = FakeConnection.fromClient(ALICE).applicationDemands(ClientDemand.NEED);

    assertThat(begin(Mode.PERMISSIVE, client).demand()).isEqualTo(ClientDemand.NEED);
  }

  @Test
  void observeLeavesTheDecisionAndTheDemandToTheApplication() throws Exception {
    FakeConnection nobody = FakeConnection.fromClient();
    Handshake handshake = begin(Mode.OBSERVE, nobody);
    assertThat(handshake.demand()).isEqualTo(ClientDemand.NONE);
    assertThat(handshake.replacesIdentity()).isFalse();
    handshake.complete(nobody, nobody);
    FakeConnection alice = FakeConnection.fromClient(ALICE);
    Handshake refused = begin(Mode.OBSERVE, alice);
    CertificateException refusal =
        catchCertificateException(
            () -> refused.check(alice, alice.peerChain(), APPLICATION_REFUSES));
    refused.fail(alice, alice, failure(refusal));

    assertThat(lines().get(0)).contains("peer-accepted", "would-reject", "no_certificate");
    assertThat(lines().get(1)).contains("peer-rejected", "application's own check", "not mine");
  }

  @Test
  void outOfScopeTheApplicationAloneDecidesAndNothingIsWritten() throws Exception {
    FakeConnection stranger = FakeConnection.fromClient(STRANGER);
    Handshake handshake =
        new Handshake(stranger, null, new PeerRecorder(log, new PeerStatistics()), unasked);
    handshake.helloSeen();
    handshake.check(stranger, stranger.peerChain(), APPLICATION_ACCEPTS);
    handshake.complete(stranger, stranger);

    assertThatThrownBy(() -> handshake.check(stranger, stranger.peerChain(), APPLICATION_REFUSES))
        .hasMessage("not mine");
    assertThat(lines()).isEmpty();
  }

  @Test
  void sessionMadeInScopeOpensNoDoorThatTheApplicationGuards() throws Exception {
    FakeConnection alice =
        FakeConnection.fromClient(ALICE)
            .applicationDemands(ClientDemand.NEED)
            .resumed()
            .refusedByApplication();
    alice.putValue("io.mtlsagent.user", "alice");
    unasked.peerIsLetIn();
    Handshake handshake =
        new Handshake(alice, null, new PeerRecorder(log, new PeerStatistics()), unasked);

    assertThat(refusal(() -> handshake.complete(alice, alice)).rejection().reason())
        .contains("application's own check", "not mine");
    assertThat(alice.value("io.mtlsagent.user")).isNull();
  }

  @Test
  void userOfASessionMadeInScopeIsForgottenOutOfScope() throws Exception {
    FakeConnection alice = FakeConnection.fromClient(ALICE).resumed();
    alice.putValue("io.mtlsagent.user", "alice");
    unasked.peerIsLetIn();
    new Handshake(alice, null, new PeerRecorder(log, new PeerStatistics()), unasked)
        .complete(alice, alice);

    assertThat(alice.value("io.mtlsagent.user")).isNull();
  }

  @Test
  void sessionsThatTheApplicationHasJudgedItselfAreResumedAsWithoutTheAgent() throws Exception {
    FakeConnection alice =
        FakeConnection.fromClient(ALICE)
            .applicationDemands(ClientDemand.NEED)
            .resumed()
            .refusedByApplication();
    begin(Mode.OBSERVE, alice).check(alice, alice.peerChain(), APPLICATION_ACCEPTS);
    new Handshake(alice, null, new PeerRecorder(log, new PeerStatistics()), unasked)
        .complete(alice, alice);
    begin(Mode.ENFORCE, alice).check(alice, alice.peerChain(), APPLICATION_ACCEPTS);
    Handshake handshake =
        new Handshake(alice, null, new PeerRecorder(log, new PeerStatistics()), unasked);

    assertThat(refusal(() -> handshake.complete(alice, alice)).rejection().reason())
        .contains("application's own check");
  }

  @Test
  void withoutAClientHelloThereIsNoLine() throws Exception {
    FakeConnection scan = FakeConnection.fromClient();
    Handshake handshake =
        new Handshake(
            scan, endpoint(Mode.ENFORCE), new PeerRecorder(log, new PeerStatistics()), unasked);
    handshake.fail(scan, scan, TlsFailure.local(40, "handshake_failure", "end of file", null));

    assertThat(lines()).isEmpty();
  }

  @Test
  void failureIsWrittenOnceHoweverOftenTheStackRepeatsIt() throws Exception {
    FakeConnection nobody = FakeConnection.fromClient();
    Handshake handshake = begin(Mode.ENFORCE, nobody);
    TlsFailure failure =
        TlsFailure.local(40, "handshake_failure", "Empty client certificate chain", null);
    handshake.fail(nobody, nobody, failure);
    handshake.fail(nobody, nobody, failure);

    assertThat(lines()).singleElement().asString().contains("no_certificate");
  }

  @Test
  void alertOfAPeerThatWeLetInIsALineOfItsOwn() throws Exception {
    FakeConnection server = FakeConnection.toServer(SERVER);
    Handshake handshake = begin(Mode.ENFORCE, server);
    handshake.check(server, server.peerChain(), APPLICATION_ACCEPTS);
    handshake.complete(server, server);
    handshake.fail(server, server, TlsFailure.receivedAlert(44, "certificate_revoked"));
    handshake.fail(server, server, TlsFailure.receivedAlert(44, "certificate_revoked"));

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0)).contains("peer-accepted", "\"established\":true");
    assertThat(lines().get(1)).contains("connection-refused-by-peer", "certificate_revoked");
  }

  @Test
  void alertBeforeTheEndFollowsOurVerdictOnThePeer() throws Exception {
    FakeConnection server = FakeConnection.toServer(SERVER);
    Handshake handshake = begin(Mode.ENFORCE, server);
    handshake.check(server, server.peerChain(), APPLICATION_ACCEPTS);
    handshake.fail(server, server, TlsFailure.receivedAlert(42, "bad_certificate"));

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(0)).contains("peer-accepted", "\"established\":false");
    assertThat(lines().get(1)).contains("connection-refused-by-peer");
  }

  @Test
  void clientThatGivesUpBeforeItHasProvedItsKeyIsNotCalledAccepted() throws Exception {
    FakeConnection alice = FakeConnection.fromClient(ALICE);
    Handshake handshake = begin(Mode.ENFORCE, alice);
    handshake.check(alice, alice.peerChain(), APPLICATION_ACCEPTS);
    handshake.fail(alice, alice, TlsFailure.receivedAlert(90, "user_canceled"));

    assertThat(lines())
        .singleElement()
        .asString()
        .contains("peer-rejected", "\"code\":\"protocol\"", "user_canceled")
        .doesNotContain("\"user\"");
  }

  @Test
  void serverThatDoesNotProveItsNameIsRefused() throws Exception {
    X509Certificate elsewhere =
        ZOO.issue("elsewhere").forServer().dns("elsewhere.example").make().certificate();
    FakeConnection server = FakeConnection.toServer(elsewhere);

    assertThat(
            refusal(
                    () ->
                        begin(Mode.ENFORCE, server)
                            .check(server, server.peerChain(), APPLICATION_ACCEPTS))
                .rejection()
                .code())
        .isEqualTo(RejectionCode.NAME_MISMATCH);
  }

  @Test
  void nameIsCheckedForAnApplicationThatWantsItThoughWeDoNot() throws Exception {
    X509Certificate elsewhere =
        ZOO.issue("elsewhere").forServer().dns("elsewhere.example").make().certificate();
    Endpoint indifferent = builder(Mode.ENFORCE).verifiesHostNames(false).build();
    FakeConnection careless = FakeConnection.toServer(elsewhere);
    begin(indifferent, careless).check(careless, careless.peerChain(), APPLICATION_ACCEPTS);

    FakeConnection careful = FakeConnection.toServer(elsewhere).identifyingEndpoint();
    PeerRejectedException refusal =
        refusal(
            () ->
                begin(indifferent, careful)
                    .check(careful, careful.peerChain(), APPLICATION_ACCEPTS));
    assertThat(refusal.rejection().code()).isEqualTo(RejectionCode.NAME_MISMATCH);
  }

  private interface Step {
    void run() throws Exception;
  }

  private static PeerRejectedException refusal(Step step) {
    return (PeerRejectedException) catchCertificateException(step);
  }

  private static CertificateException catchCertificateException(Step step) {
    return (CertificateException) org.assertj.core.api.Assertions.catchThrowable(step::run);
  }

  private static TlsFailure failure(Throwable cause) {
    return TlsFailure.local(46, "certificate_unknown", cause.getMessage(), cause);
  }

  private Handshake begin(Mode mode, FakeConnection connection) throws Exception {
    return begin(endpoint(mode), connection);
  }

  private Handshake begin(Endpoint endpoint, FakeConnection connection) {
    Handshake handshake =
        new Handshake(connection, endpoint, new PeerRecorder(log, new PeerStatistics()), unasked);
    handshake.helloSeen();
    return handshake;
  }

  private Endpoint endpoint(Mode mode) throws Exception {
    return builder(mode).build();
  }

  private Endpoint.Builder builder(Mode mode) throws Exception {
    return Endpoint.named("default")
        .mode(mode)
        .identity(identity())
        .verifier(
            new PeerVerifier(List.of(ZOO.certificate()), RevocationCheck.off(), Clock.systemUTC()))
        .userRules(UserRules.parse("test.properties", "user.rules", "cn"))
        .protocols(List.of("TLSv1.3"));
  }

  private Identity identity() throws Exception {
    Issued own = ZOO.issue("own").forBoth().make();
    Path certificate = PemFiles.certificates(directory.resolve("own.crt"), own.certificate());
    Path key = PemFiles.key(directory.resolve("own.key"), own.key());
    return IdentitySource.pem(certificate.toFile(), key.toFile(), "identity").read(null);
  }

  private List<String> lines() throws IOException {
    return Files.readAllLines(file);
  }
}
