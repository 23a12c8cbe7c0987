package io.mtlsagent.handshake;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Ends open connections whose peer would not be let in any more: because it was revoked, its time
 * is over, or an anchor or a rule has gone. Held weakly, like all connections.
 */
public final class OpenConnections {

  private final WeakConcurrentMap<Object, Handshake> byConnection;
  private final Endpoints endpoints;
  private final PeerRecorder recorder;
  private final Farewells farewells = new Farewells();

  OpenConnections(
      WeakConcurrentMap<Object, Handshake> byConnection,
      Endpoints endpoints,
      PeerRecorder recorder) {
    this.byConnection = byConnection;
    this.endpoints = endpoints;
    this.recorder = recorder;
  }

  /**
   * Judges the peers of all open connections again, each chain once, by the rules and data of now,
   * and ends the connections of those that are refused. To be called by one thread of the agent at
   * a time; takes two seconds more at most where applications keep locks.
   */
  public void sweep() {
    Map<Question, Judgement> known = new HashMap<>();
    List<Farewell> farewell = new ArrayList<>(0);
    for (Map.Entry<Object, Handshake> entry : byConnection) {
      OpenConnection connection = entry.getValue().open();
      if (connection != null) {
        try {
          examine(connection, connection.transport(entry.getKey()), known, farewell);
        } catch (RuntimeException foreign) {
          // Its stack cannot tell of it any more: it has fallen apart, and carries no data.
        }
      }
    }
    farewells.bid(farewell);
  }

  private void examine(
      OpenConnection connection,
      Transport transport,
      Map<Question, Judgement> known,
      List<Farewell> farewell) {
    if (connection.isTold() || !transport.isOpen()) {
      return;
    }
    Endpoint endpoint = endpoints.forConnection(transport, connection.requested());
    if (endpoint == null || !endpoint.mode().isActive() || !endpoint.closesOpenConnections()) {
      return;
    }
    boolean refuses = endpoint.mode().refuses();
    if (!refuses && !connection.judgement().isAccepted()) {
      return; // it was said at its handshake that the peer would be refused
    }
    Question question = new Question(endpoint, transport, connection.judgement());
    Judgement judgement = known.get(question);
    if (judgement == null) {
      judgement = PeerJudge.judgeAgain(endpoint, transport, connection.judgement());
      known.put(question, judgement);
    }
    if (!endsConnection(judgement) || !connection.tellOnce()) {
      return;
    }
    Addresses addresses = transport.addresses();
    if (refuses) {
      farewell.add(new Farewell(recorder, connection, endpoint, transport, judgement));
    } else {
      recorder.turnedAgainst(connection, endpoint, transport, addresses, judgement, Ending.NONE);
    }
  }

  /** An error of ours is no fault of a peer that was let in: the next sweep judges it again. */
  private static boolean endsConnection(Judgement judgement) {
    Rejection rejection = judgement.verdict().rejection().orElse(null);
    return rejection != null && rejection.code() != RejectionCode.INTERNAL_ERROR;
  }

  /** What one judgement answers: connections that share it are judged together. */
  private static final class Question {

    private final Endpoint endpoint;
    private final Role role;
    private final List<X509Certificate> chain;
    private final String target;

    Question(Endpoint endpoint, Transport transport, Judgement before) {
      this.endpoint = endpoint;
      this.role = transport.role();
      this.chain = before.chain();
      this.target = role == Role.SERVER ? "" : target(transport);
    }

    /** All that the expected name of a server is made of. */
    private static String target(Transport transport) {
      return transport.targetHost()
          + ' '
          + transport.serverNameIndication()
          + ' '
          + transport.addresses().remote()
          + ' '
          + transport.identifiesEndpoint();
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Question
          && ((Question) other).endpoint == endpoint
          && ((Question) other).role == role
          && ((Question) other).target.equals(target)
          && ((Question) other).chain.equals(chain);
    }

    @Override
    public int hashCode() {
      return chain.hashCode() * 31 + target.hashCode();
    }
  }
}
