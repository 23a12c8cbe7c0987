package io.mtlsagent.handshake;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import io.mtlsagent.policy.DetachedThread;
import io.mtlsagent.policy.Mode;
import io.mtlsagent.policy.Role;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The handshakes under way and the last one of each open connection, known by their socket or
 * engine, which is held weakly.
 */
public final class Handshakes {

  private final WeakConcurrentMap<Object, Handshake> byConnection =
      new WeakConcurrentMap.WithInlinedExpunction<>();

  @SuppressWarnings("ThreadLocalUsage") // there is one instance a JVM, and no static state
  private final ThreadLocal<@Nullable Handshake> current = new ThreadLocal<>();

  private final AtomicLong missedConnections = new AtomicLong();
  private final TlsPorts tlsPorts = new TlsPorts();
  private final Endpoints endpoints;
  private final PeerRecorder recorder;
  private final UnaskedSessions unasked = new UnaskedSessions();

  public Handshakes(Endpoints endpoints, PeerRecorder recorder) {
    this.endpoints = endpoints;
    this.recorder = recorder;
  }

  /** Whether every connection is left to the application now. */
  public boolean areOff() {
    return endpoints.areOff();
  }

  /** A handshake begins, the first one of a connection or a renegotiation. */
  public Handshake begin(Transport transport) {
    boolean ours = isOurOwn();
    Endpoint endpoint =
        ours ? null : endpoints.forConnection(transport, RequestedName.notKnownYet());
    Handshake before = byConnection.getIfPresent(transport.key());
    Handshake handshake =
        new Handshake(
            transport, endpoint, recorder, unasked, before == null ? null : before.open());
    if (!ours && (endpoint == null ? endpoints.areOff() : !endpoint.mode().isActive())) {
      handshake.leaveForNow();
    }
    byConnection.put(transport.key(), handshake);
    return handshake;
  }

  /**
   * A connection carries data whose handshake was over before the agent came. Its peer is judged
   * with those of the other open connections.
   */
  public void cameBefore(Transport transport, SessionFacts session) {
    if (isOurOwn()) {
      return;
    }
    Handshake missed = new Handshake(transport, null, recorder, unasked);
    missed.wasMissed(transport, session);
    if (byConnection.putIfAbsent(transport.key(), missed) == null) {
      missedConnections.incrementAndGet();
    }
  }

  /** How many connections from before the agent have shown themselves up to now. */
  public long missedConnections() {
    return missedConnections.get();
  }

  /**
   * A ClientHello has arrived, which says what server name the client asks for.
   *
   * @param clientHello the body of the handshake message; is not moved
   */
  public void clientHello(Handshake handshake, Transport transport, ByteBuffer clientHello) {
    if (endpoints.dependOnServerName() && !isOurOwn()) {
      settle(handshake, transport, RequestedName.of(ClientHelloName.of(clientHello)));
    }
    handshake.helloSeen();
    tlsPorts.helloSeen(transport);
  }

  /** The local ports on which handshakes have begun. */
  public TlsPorts tlsPorts() {
    return tlsPorts;
  }

  /** The open connections among them, judged by the endpoints that are in force from then on. */
  public OpenConnections openConnections() {
    return new OpenConnections(byConnection, endpoints, recorder);
  }

  /**
   * The same, from a stack that has read the message itself.
   *
   * @param serverName in the client's spelling; null where it names none
   */
  public void clientHello(Handshake handshake, Transport transport, @Nullable String serverName) {
    if (endpoints.dependOnServerName() && !isOurOwn()) {
      settle(handshake, transport, RequestedName.of(serverName));
    }
    handshake.helloSeen();
    tlsPorts.helloSeen(transport);
  }

  /** More is known of a connection than when its handshake began. */
  public void settleAnew(Handshake handshake, Transport transport) {
    if (!isOurOwn()) {
      settle(handshake, transport, handshake.requested());
    }
  }

  private void settle(Handshake handshake, Transport transport, RequestedName requested) {
    handshake.settle(endpoints.forConnection(transport, requested), requested);
  }

  /**
   * The strictest rule that could apply to a connection of which nothing is known yet; null if none
   * could.
   */
  public @Nullable Endpoint strictest(Role role) {
    return endpoints.forConnection(SupposedConnection.unknown(role), RequestedName.notKnownYet());
  }

  /** The strictest mode that could apply to a connection of one of these roles. */
  public Mode strictestMode(Set<Role> roles) {
    Mode strictest = Mode.OFF;
    for (Role role : roles) {
      Endpoint endpoint = strictest(role);
      if (endpoint != null && endpoint.mode().compareTo(strictest) > 0) {
        strictest = endpoint.mode();
      }
    }
    return strictest;
  }

  /** The newest handshake of a socket or engine; null if none has begun. */
  public @Nullable Handshake of(@Nullable Object connection) {
    return connection == null ? null : byConnection.getIfPresent(connection);
  }

  /**
   * As {@link #of}; where the agent has missed the beginning, because it was attached in between,
   * the handshake begins now.
   */
  public Handshake ofOrBegin(Transport transport) {
    Handshake known = byConnection.getIfPresent(transport.key());
    return known == null ? begin(transport) : known;
  }

  /** As {@link #ofOrBegin}, at the end: by the rule that is in force now, if that one refuses. */
  public Handshake ending(Transport transport) {
    Handshake handshake = ofOrBegin(transport);
    if (!isOurOwn()) {
      handshake.overtake(endpoints.forConnection(transport, handshake.requested()));
    }
    return handshake;
  }

  /** How many connections are known, those included that are about to be forgotten. */
  int size() {
    return byConnection.approximateSize();
  }

  /** Says which handshake this thread works for: some of JSSE's questions do not say it. */
  public void enter(@Nullable Handshake handshake) {
    current.set(handshake);
  }

  /** Ends what {@link #enter} began. */
  public void leave() {
    current.remove();
  }

  /** The handshake that this thread works for, if that was said. */
  @Nullable Handshake current() {
    return current.get();
  }

  /**
   * Whether the connection is the agent's: a fetch of revocation data, which the JVM's trust store
   * judges, or one to the collector of audit lines, which judges by itself.
   */
  private static boolean isOurOwn() {
    return DetachedThread.isForNetwork();
  }
}
