package io.mtlsagent.handshake;

import io.mtlsagent.audit.AuditUnavailableException;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import io.mtlsagent.revocation.PeerPresence;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One handshake, from its first message to its one audit line. The endpoint is settled at the start
 * and stays while keys and certificates are exchanged, so that these belong together; at the end
 * another one that refuses may have come into force, and judges.
 *
 * <p>A TLS stack works on a handshake with one thread at a time, but not always the same one.
 */
public final class Handshake {

  /** The name under which the application finds the user in its session. */
  static final String USER_KEY = "io.mtlsagent.user";

  private @Nullable Endpoint endpoint;
  private final Role role;
  private final ApplicationJudge application;
  private final PeerRecorder recorder;
  private final long startNanos = System.nanoTime();
  private RequestedName requested = RequestedName.notKnownYet();
  private boolean helloSeen;
  private @Nullable InMemoryPair pair;
  private final PeerPresence presence = new PeerPresence();
  private final Judging judging;
  private Outcome outcome = Outcome.UNDER_WAY;
  private boolean overtaken;
  private boolean leftForNow;
  private @Nullable OpenConnection open;

  Handshake(
      Transport transport,
      @Nullable Endpoint endpoint,
      PeerRecorder recorder,
      UnaskedSessions unasked) {
    this(transport, endpoint, recorder, unasked, null);
  }

  /**
   * @param unasked those of the JVM
   * @param open the connection as an earlier handshake has opened it: it stays open meanwhile
   */
  Handshake(
      Transport transport,
      @Nullable Endpoint endpoint,
      PeerRecorder recorder,
      UnaskedSessions unasked,
      @Nullable OpenConnection open) {
    this.open = open;
    this.endpoint = active(endpoint);
    this.role = transport.role();
    this.application = new ApplicationJudge(transport, unasked);
    this.recorder = recorder;
    this.judging = new Judging(recorder, presence);
    // A client begins with its ClientHello; a server may be connected to and never hear one.
    this.helloSeen = role == Role.CLIENT;
  }

  private static @Nullable Endpoint active(@Nullable Endpoint endpoint) {
    return endpoint != null && endpoint.mode().isActive() ? endpoint : null;
  }

  /** The rule that holds; null where the application alone decides. */
  public synchronized @Nullable Endpoint endpoint() {
    return endpoint;
  }

  /**
   * In mode off the application alone decides, on a peer who will be judged all the same if another
   * mode comes while the connection is open.
   */
  synchronized void leaveForNow() {
    leftForNow = true;
  }

  /** It was over before the agent came; the application alone has decided, as in mode off. */
  synchronized void wasMissed(Transport transport, SessionFacts session) {
    leftForNow = true;
    outcome = Outcome.NOT_JUDGED;
    leave(transport, session);
  }

  /** Another rule holds, as more is known of the connection: before anything is decided by it. */
  synchronized void settle(@Nullable Endpoint settled, RequestedName name) {
    if (judging.latest() == null && outcome == Outcome.UNDER_WAY) {
      endpoint = active(settled);
      requested = name;
      leftForNow |= settled != null && endpoint == null;
    }
  }

  /** What is known of the server name that the rule was found by. */
  synchronized RequestedName requested() {
    return requested;
  }

  /**
   * Another rule is in force as the handshake ends than when it began, perhaps hours ago: one that
   * refuses is not escaped by beginning early.
   */
  synchronized void overtake(@Nullable Endpoint inForce) {
    if (inForce != null
        && inForce.mode().refuses()
        && !inForce.isSame(endpoint)
        && outcome == Outcome.UNDER_WAY) {
      endpoint = inForce;
      judging.forget();
      overtaken = true;
    }
  }

  /** Whether the agent's key and anchors go over the wire instead of the application's. */
  public synchronized boolean replacesIdentity() {
    return endpoint != null && pair == null && endpoint.mode().replacesIdentity();
  }

  /** What a server staples to our certificate; null for nothing, and where it is not ours. */
  public byte @Nullable [] staple() {
    return endpoint != null && role == Role.SERVER && replacesIdentity() ? endpoint.staple() : null;
  }

  /** The certificate that we show; null where the application shows its own. */
  public @Nullable X509Certificate ownCertificate() {
    return endpoint != null && replacesIdentity() ? endpoint.identity().certificate() : null;
  }

  /** Whether the agent refuses what it does not accept. */
  public synchronized boolean refuses() {
    return endpoint != null && endpoint.mode().refuses();
  }

  /** What is to be demanded of the client in this handshake. */
  public synchronized ClientDemand demand() {
    if (endpoint == null || pair != null || role == Role.CLIENT) {
      return application.demand();
    }
    return application.demand().under(endpoint.mode());
  }

  /** A ClientHello has arrived: from now on this handshake leaves a line in the audit log. */
  public synchronized void helloSeen() {
    helloSeen = true;
  }

  /** The other end seems to be an engine of this JVM; see {@link InMemoryPair}. */
  public synchronized void pairUp(InMemoryPair inMemory) {
    pair = inMemory;
  }

  /**
   * The peer has sent its chain: accepts it by returning.
   *
   * @throws CertificateException if the peer is to be refused
   */
  synchronized void check(
      Transport transport, List<X509Certificate> chain, ApplicationJudge.Check applicationsCheck)
      throws CertificateException {
    if (endpoint == null || pair != null) {
      applicationsCheck.run();
      return;
    }
    helloSeen = true; // before the agent came, if it was attached in between
    Judgement mine = judging.judge(endpoint, transport, chain);
    Mode mode = endpoint.mode();
    if (mode == Mode.ENFORCE) {
      refuseIfRejected(mine);
    } else if (mode == Mode.OBSERVE || !(mine.isAccepted() || application.asksNothing())) {
      application.ask(applicationsCheck);
      return;
    }
    application.passOver();
  }

  /** A server that demands no certificate itself would let in any client. */
  boolean applicationAsksNothing() {
    return application.asksNothing();
  }

  private static void refuseIfRejected(Judgement judgement) throws PeerRejectedException {
    Rejection rejection = judgement.verdict().rejection().orElse(null);
    if (rejection != null) {
      throw new PeerRejectedException(rejection);
    }
  }

  /**
   * The TLS stack is about to call the handshake complete, be it a full or a resumed one. The peer
   * is judged now if it was not in this very handshake, and the audit line is written. Only if this
   * returns may application data flow.
   *
   * @throws PeerRejectedException if the connection is to be torn down
   */
  public synchronized void complete(Transport transport, SessionFacts session)
      throws PeerRejectedException {
    if (outcome == Outcome.ABANDONED && refuses()) {
      throw new PeerRejectedException(HandshakeRejection.abandoned());
    }
    if (endpoint == null) {
      if (outcome == Outcome.UNDER_WAY) {
        application.requireTrust(transport, session);
        outcome = Outcome.NOT_JUDGED;
        leave(transport, session);
      }
      return;
    }
    if (outcome != Outcome.UNDER_WAY) {
      requireNotFailed();
      return;
    }
    helloSeen = true;
    if (pair != null && pair.isProven()) {
      outcome = Outcome.NOT_JUDGED;
      return;
    }
    Judgement mine = judging.atEnd(endpoint, transport, session.peerChain());
    if (endpoint.mode().refuses()) {
      refuseImpostor();
      refuseIfRejected(mine);
      requireAllowedProtocol(endpoint, session);
    }
    outcome = Outcome.ACCEPTED;
    try {
      recorder.accepted(this, endpoint, transport, session, mine);
    } catch (AuditUnavailableException unrecorded) {
      // whoever cannot be written down is not let in, where we decide
      if (endpoint.mode().refuses()) {
        outcome = Outcome.UNDER_WAY; // the refusal has yet to be written
        throw HandshakeRejection.unrecorded(unrecorded);
      }
    }
    open = OpenConnection.of(transport, mine, session, requested);
    if (mine.user() == null) {
      session.removeValue(USER_KEY); // of a resumed session, perhaps
    } else {
      session.putValue(USER_KEY, mine.user());
    }
  }

  private void leave(Transport transport, SessionFacts session) {
    if (leftForNow && pair == null) {
      Judgement later = Judgement.notYet(session.peerChain());
      open = OpenConnection.of(transport, later, session, requested);
    }
  }

  /** The protocols were narrowed when the handshake began, by the rule of then. */
  private void requireAllowedProtocol(Endpoint rule, SessionFacts session)
      throws PeerRejectedException {
    String protocol = session.protocol();
    if (overtaken && protocol != null && !rule.protocols().contains(protocol)) {
      throw HandshakeRejection.protocolNotAllowed(protocol);
    }
  }

  private void requireNotFailed() throws PeerRejectedException {
    if (outcome == Outcome.FAILED && refuses()) {
      throw HandshakeRejection.failedBefore();
    }
  }

  private void refuseImpostor() throws PeerRejectedException {
    if (pair != null) {
      throw HandshakeRejection.impostor();
    }
  }

  /**
   * The TLS stack gives the connection up.
   *
   * @return the code whose alert the peer is to be sent instead of the stack's own; null for none
   */
  public synchronized @Nullable RejectionCode fail(
      Transport transport, SessionFacts session, TlsFailure failure) {
    open = null;
    if (endpoint == null) {
      return failure.rejection().map(Rejection::code).orElse(null);
    }
    if (outcome != Outcome.UNDER_WAY) {
      if (outcome == Outcome.ACCEPTED && failure.isReceivedAlert()) {
        outcome = Outcome.REFUSED_BY_PEER; // one line, however often the stack repeats itself
        recorder.refusedByPeer(endpoint, transport, session, failure);
      }
      return failure.rejection().map(Rejection::code).orElse(null);
    }
    outcome = Outcome.FAILED;
    if (pair != null && !failure.rejection().isPresent()) {
      return null; // two engines in memory that do not agree are no peers either
    }
    Judgement mine = judging.latest();
    // a client has yet to prove that its certificate is its own: whoever gives up has not been let
    // in
    boolean proven = role == Role.CLIENT && mine != null && application.rejection() == null;
    if (proven && mine != null && failure.isReceivedAlert()) {
      recordAcceptedThenRefusedByPeer(endpoint, transport, session, mine, failure);
      return null;
    }
    Rejection rejection = FailureReason.of(failure, role, application.rejection(), mine);
    if (helloSeen) {
      recorder.rejected(this, endpoint, transport, session, mine, rejection);
    }
    return rejection.code() == RejectionCode.PROTOCOL ? null : rejection.code();
  }

  /** The connection is about to be closed: nothing is waited for any more. Never waits itself. */
  public void peerLeaves() {
    presence.leave();
  }

  /** The application closes its end; if it does so within the handshake, that has failed. */
  public void close(Transport transport, SessionFacts session) {
    presence.leave(); // before our lock, which the check holds while it waits
    closeUnwaited(transport, session);
  }

  private synchronized void closeUnwaited(Transport transport, SessionFacts session) {
    if (endpoint == null || outcome != Outcome.UNDER_WAY || !helloSeen) {
      return;
    }
    outcome = Outcome.ABANDONED;
    if (pair == null) {
      recorder.rejected(
          this, endpoint, transport, session, judging.latest(), HandshakeRejection.abandoned());
    }
  }

  /** The application closes its end before its ClientHello has left: there is no peer. */
  public void cancel() {
    presence.leave();
    cancelUnwaited();
  }

  private synchronized void cancelUnwaited() {
    if (outcome == Outcome.UNDER_WAY) {
      outcome = Outcome.ABANDONED;
    }
  }

  private void recordAcceptedThenRefusedByPeer(
      Endpoint rule,
      Transport transport,
      SessionFacts session,
      Judgement mine,
      TlsFailure failure) {
    try {
      recorder.accepted(this, rule, transport, session, mine);
    } catch (AuditUnavailableException unwritten) {
      // The log has counted the loss, and there is nobody left to turn away.
    }
    recorder.refusedByPeer(rule, transport, session, failure);
  }

  /** The connection, where a handshake has opened it and none has failed; null elsewhere. */
  synchronized @Nullable OpenConnection open() {
    return open;
  }

  boolean isEstablished() {
    return outcome == Outcome.ACCEPTED;
  }

  Role role() {
    return role;
  }

  long startNanos() {
    return startNanos;
  }
}
