package io.mtlsagent.weaving;

import static io.mtlsagent.weaving.BouncyCastleConnections.required;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import io.mtlsagent.handshake.ClientDemand;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.EngineChannels;
import io.mtlsagent.handshake.Handshake;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.SessionFacts;
import io.mtlsagent.handshake.ShownIdentities;
import io.mtlsagent.handshake.TlsFailure;
import io.mtlsagent.policy.PeerRejectedException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Bouncy Castle's provider of JSSE.
 *
 * <p>The life of a connection: it is known by its engine or its socket, the "manager" of a {@code
 * ProvTlsServer} or {@code ProvTlsClient}, which is made for each handshake with a copy of the
 * settings: there the demand for a client certificate is put in. The managers of keys and trust are
 * those of the context. {@code notifyHandshakeComplete} ends every handshake, full or resumed,
 * before application data may flow; what it throws ends the connection with an alert.
 */
final class BouncyCastleJsse implements TlsStack {

  static final String NAME = "Bouncy Castle JSSE";

  private static final String PACKAGE = "bouncycastle/jsse/provider/";

  /** certificate_required (RFC 8446, section 6.2). */
  private static final int CERTIFICATE_REQUIRED = 116;

  private static final int FATAL = 2;
  private static final Integer SERVER_NAME = 0;

  private final Handshakes handshakes;
  private final BouncyCastleConnections connections;
  private final TlsUse use;
  private final BouncyCastleContexts contexts;

  /** Connections whose client has sent an empty list of certificates. */
  private final WeakConcurrentMap<Object, Boolean> withoutCertificate =
      new WeakConcurrentMap.WithInlinedExpunction<>();

  BouncyCastleJsse(
      Handshakes handshakes,
      ShownIdentities shown,
      EngineChannels channels,
      BridgeDefinition bridge,
      Sightings sightings,
      TlsUse use) {
    this.handshakes = handshakes;
    this.connections = new BouncyCastleConnections(channels);
    this.use = use;
    this.contexts =
        new BouncyCastleContexts(handshakes, shown, connections::transport, bridge, sightings, use);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Purpose purpose() {
    return Purpose.COVER;
  }

  @Override
  public List<WovenClass> classes() {
    Begins begins = new Begins();
    Ends ends = new Ends();
    RequestMade request = new RequestMade();
    Closes closes = new Closes();
    return Arrays.asList(
        WovenClass.anywhere(
            PACKAGE + "ProvSSLContextSpi", HookPoint.atEntry("engineInit", "(", contexts)),
        WovenClass.anywhere(
            PACKAGE + "ProvTlsServer",
            HookPoint.atEntry("<init>", "(", begins),
            HookPoint.atExit("<init>", "(", new Demand()),
            HookPoint.atEntry("processClientExtensions", "(", new ClientHelloRead()),
            HookPoint.atEntry("getCertificateRequest", "(", request),
            HookPoint.atExit("getCertificateRequest", "(", request),
            HookPoint.atEntry("notifyClientCertificate", "(", new CertificateArrives()),
            HookPoint.atEntry("notifyHandshakeComplete", "(", ends),
            HookPoint.atEntry("notifyAlertRaised", "(", new AlertRaised()),
            HookPoint.atEntry("notifyAlertReceived", "(", new AlertReceived())),
        WovenClass.anywhere(
            PACKAGE + "ProvTlsClient",
            HookPoint.atEntry("<init>", "(", begins),
            HookPoint.atEntry("notifyHandshakeComplete", "(", ends),
            HookPoint.atEntry("notifyAlertRaised", "(", new AlertRaised()),
            HookPoint.atEntry("notifyAlertReceived", "(", new AlertReceived())),
        WovenClass.anywhere(
            PACKAGE + "ProvSSLEngine",
            HookPoint.atEntry("closeInbound", "()", closes),
            HookPoint.atEntry("closeOutbound", "()", closes)),
        WovenClass.anywhere(
            PACKAGE + "ProvSSLSocketDirect", HookPoint.atEntry("close", "()", closes)),
        WovenClass.anywhere(
            PACKAGE + "ProvSSLSocketWrap", HookPoint.atEntry("close", "()", closes)));
  }

  private final class Begins implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) throws Exception {
      use.handshake();
      Object connection = required(frame[1]);
      Endpoint endpoint = handshakes.begin(connections.transport(connection)).endpoint();
      if (endpoint != null && endpoint.mode().refuses()) {
        EngineRestriction restriction = new EngineRestriction(endpoint);
        if (connection instanceof SSLEngine) {
          restriction.apply((SSLEngine) connection);
        } else {
          restriction.apply((SSLSocket) connection);
        }
      }
    }
  }

  private final class Demand implements EnforcingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      demand(required(receiver));
      return value;
    }
  }

  /** Into the settings of this handshake, which the application cannot reach. */
  private void demand(Object server) {
    Object connection = BouncyCastleConnections.of(server);
    Handshake handshake = handshakes.of(connection);
    if (handshake != null
        && handshake.demand() != connections.transport(connection).applicationDemand()) {
      Object settings = required(BouncyCastleMembers.get(server, "sslParameters"));
      ClientDemand demand = handshake.demand();
      BouncyCastleMembers.call(settings, "setWantClientAuth", demand == ClientDemand.WANT);
      BouncyCastleMembers.call(settings, "setNeedClientAuth", demand == ClientDemand.NEED);
      if (demand == ClientDemand.WANT) {
        BouncyCastleMembers.call(settings, "setWantClientAuth", true);
      }
    }
  }

  private final class ClientHelloRead implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      Object server = required(frame[0]);
      Object connection = BouncyCastleConnections.of(server);
      Handshake handshake = handshakes.of(connection);
      if (handshake != null) {
        Object extension = frame[1] instanceof Map ? ((Map<?, ?>) frame[1]).get(SERVER_NAME) : null;
        String name = extension instanceof byte[] ? ServerNameList.first((byte[]) extension) : null;
        if (name != null) {
          connections.requested(connection, name);
        }
        handshakes.clientHello(handshake, connections.transport(connection), name);
        demand(server);
      }
    }
  }

  private final class RequestMade implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      handshakes.enter(handshakes.of(BouncyCastleConnections.of(required(frame[0]))));
    }

    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      handshakes.leave();
      return value;
    }
  }

  private final class CertificateArrives implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      if (frame[1] == null || Boolean.TRUE.equals(BouncyCastleMembers.call(frame[1], "isEmpty"))) {
        withoutCertificate.put(BouncyCastleConnections.of(required(frame[0])), true);
      }
    }
  }

  private final class Ends implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) throws Exception {
      Object connection = BouncyCastleConnections.of(required(frame[0]));
      SessionFacts session = connections.session(connection);
      PeerRejectedException rejected =
          HandshakeEnd.of(handshakes, connections.transport(connection), session);
      if (rejected != null) {
        int alert = rejected.rejection().code().alert("TLSv1.3".equals(session.protocol()));
        fails(connection, TlsFailure.local(alert, "refused", rejected.getMessage(), rejected));
        throw BouncyCastleMembers.fatalAlert(connection, alert, rejected);
      }
    }
  }

  /** The frame: level, description, message, cause. */
  private final class AlertRaised implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      if (Integer.valueOf(FATAL).equals(frame[1])) {
        Object connection = BouncyCastleConnections.of(required(frame[0]));
        boolean missing = withoutCertificate.remove(connection) != null;
        int alert = missing ? CERTIFICATE_REQUIRED : (Integer) required(frame[2]);
        fails(
            connection,
            TlsFailure.local(
                alert,
                BouncyCastleMembers.alertName(connection, (Integer) required(frame[2])),
                (String) frame[3],
                (Throwable) frame[4]));
      }
    }
  }

  private final class AlertReceived implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      if (Integer.valueOf(FATAL).equals(frame[1])) {
        Object connection = BouncyCastleConnections.of(required(frame[0]));
        int alert = (Integer) required(frame[2]);
        fails(
            connection,
            TlsFailure.receivedAlert(alert, BouncyCastleMembers.alertName(connection, alert)));
      }
    }
  }

  private void fails(Object connection, TlsFailure failure) {
    Handshake handshake = handshakes.of(connection);
    if (handshake != null) {
      handshake.fail(connections.transport(connection), connections.session(connection), failure);
    }
  }

  private final class Closes implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      Object connection = required(frame[0]);
      Handshake handshake = handshakes.of(connection);
      if (handshake != null) {
        handshake.close(connections.transport(connection), connections.session(connection));
      }
    }
  }
}
