package io.mtlsagent.weaving;

import io.mtlsagent.handshake.AgentKeyManager;
import io.mtlsagent.handshake.AgentTrustManager;
import io.mtlsagent.handshake.ClientDemand;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Handshake;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.InMemoryPair;
import io.mtlsagent.handshake.ShownIdentities;
import io.mtlsagent.handshake.TlsFailure;
import io.mtlsagent.policy.PeerRejectedException;
import io.mtlsagent.policy.Rejection;
import io.mtlsagent.policy.RejectionCode;
import io.mtlsagent.policy.Role;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own TLS stack, {@code sun.security.ssl}, which has had the same structure since Java
 * 8u261.
 *
 * <p>The life of a connection: {@code SSLContextImpl} holds the application's managers and is asked
 * for them in each handshake, so contexts of any origin are covered. {@code TransportContext} is
 * the connection, of a socket or an engine alike. Each handshake, a renegotiation too, makes a
 * {@code HandshakeContext} with a copy of the connection's settings: there the demand for a client
 * certificate is put in, whatever the application sets before or after. {@code
 * TransportContext.finishHandshake} ends every handshake, full or resumed, before application data
 * may flow; {@code TransportContext.fatal} ends every connection that fails, but for those that the
 * application or the peer gives up without an alert: these end by {@code close} of a socket, or
 * {@code closeInbound} or {@code closeOutbound} of an engine.
 */
final class SunJsse implements TlsStack {

  static final String NAME = "SunJSSE";

  private final Handshakes handshakes;
  private final ShownIdentities shown;
  private final TlsUse use;
  private final SunJsseTransports transports;
  private final FoundChannels found;
  private final SunJssePairs pairs = new SunJssePairs();

  SunJsse(
      Handshakes handshakes,
      ShownIdentities shown,
      SunJsseTransports transports,
      FoundChannels found,
      TlsUse use) {
    this.handshakes = handshakes;
    this.shown = shown;
    this.transports = transports;
    this.found = found;
    this.use = use;
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
    return Arrays.asList(
        WovenClass.of(
            "sun/security/ssl/SSLContextImpl",
            HookPoint.atExit("<init>", "()V", new ContextMade()),
            HookPoint.atExit("getX509KeyManager", "()", new KeyManagerAsked()),
            HookPoint.atExit("getX509TrustManager", "()", new TrustManagerAsked())),
        WovenClass.of(
            "sun/security/ssl/HandshakeContext",
            HookPoint.atEntry("<init>", BEGIN, new HandshakeBegins()),
            HookPoint.atExit("<init>", BEGIN, new HandshakeBegun())),
        WovenClass.of(
            "sun/security/ssl/ClientHello$ClientHelloConsumer",
            HookPoint.atEntry("consume", CONSUME, new ClientHelloArrives()),
            HookPoint.atExit("consume", CONSUME, new ClientHelloConsumed())),
        WovenClass.of(
            "sun/security/ssl/TransportContext",
            HookPoint.atEntry("finishHandshake", "()", new HandshakeEnds()),
            HookPoint.atEntry("fatal", FATAL, new ConnectionFails())),
        WovenClass.of(
            "sun/security/ssl/SSLSocketImpl",
            HookPoint.atEntry("close", "()V", new ConnectionCloses())),
        WovenClass.of(
            "sun/security/ssl/SSLEngineImpl",
            HookPoint.atEntry("closeInbound", "()V", new ConnectionCloses()),
            HookPoint.atEntry("closeOutbound", "()V", new ConnectionCloses())));
  }

  private static final String BEGIN =
      "(Lsun/security/ssl/SSLContextImpl;Lsun/security/ssl/TransportContext;)";
  private static final String CONSUME =
      "(Lsun/security/ssl/ConnectionContext;Ljava/nio/ByteBuffer;)";
  private static final String FATAL =
      "(Lsun/security/ssl/Alert;Ljava/lang/String;ZLjava/lang/Throwable;)";

  /** Starts what must run only in a JVM that uses TLS. */
  private final class ContextMade implements AuditingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      use.contextMade(NAME);
      return value;
    }
  }

  private final class KeyManagerAsked implements EnforcingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      return value instanceof X509ExtendedKeyManager && !handshakes.areOff()
          ? new AgentKeyManager((X509ExtendedKeyManager) value, handshakes, shown)
          : value;
    }
  }

  private final class TrustManagerAsked implements EnforcingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      return value instanceof X509TrustManager && !handshakes.areOff()
          ? new AgentTrustManager((X509TrustManager) value, handshakes, transports::ofKey)
          : value;
    }
  }

  /** Before the settings are copied: narrows the protocols and cipher suites. */
  private final class HandshakeBegins implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) throws ReflectiveOperationException {
      use.handshake();
      SunJsseTransport transport = transports.of(required(frame[2]));
      Handshake handshake = handshakes.begin(transport);
      Endpoint endpoint = handshake.endpoint();
      if (endpoint != null && endpoint.mode().refuses()) {
        transport.restrict(endpoint);
      }
    }
  }

  /** After the settings were copied: puts the demand into the copy. */
  private final class HandshakeBegun implements EnforcingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
        throws ReflectiveOperationException {
      Object context = required(receiver);
      SunJsseTransport transport = transports.ofHandshake(context);
      Handshake handshake = handshakes.of(transport.key());
      if (handshake != null && handshake.demand() != transport.applicationDemand()) {
        transport.demandInHandshake(context, handshake.demand());
      }
      if (transport.role() == Role.CLIENT) {
        if (transport.mayBeInMemory()) {
          pairs.remember(context);
        } else if (!handshakes.areOff()) {
          found.clientBegins(transport);
        }
      }
      return value;
    }
  }

  private final class ClientHelloArrives implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) throws ReflectiveOperationException {
      Object context = required(frame[1]);
      SunJsseTransport transport = transports.ofHandshake(context);
      Handshake handshake = handshakes.of(transport.key());
      if (handshake != null) {
        ByteBuffer clientHello = (ByteBuffer) required(frame[2]);
        ClientDemand before = handshake.demand();
        if (found.helloArrives(transport, clientHello)) {
          handshakes.settleAnew(handshake, transport);
        }
        handshakes.clientHello(handshake, transport, clientHello);
        if (transport.isOfUnknownChannel()) {
          boolean paired = transport.mayBeInMemory() && pairedUp(handshake, context, clientHello);
          if (!paired && !handshakes.areOff()) {
            found.isMissed();
          }
        }
        if (handshake.demand() != before) {
          transport.demandInHandshake(context, handshake.demand());
        }
      }
      // the CertificateRequest is made on this thread, by asking for our anchors
      handshakes.enter(handshake);
    }
  }

  /** If an engine of this JVM has sent the ClientHello: see {@link InMemoryPair}. */
  private boolean pairedUp(Handshake server, Object context, ByteBuffer clientHello) {
    Object sender = pairs.senderOf(clientHello, transports.fields());
    Handshake client = sender == null ? null : handshakes.of(transports.ofHandshake(sender).key());
    if (sender != null && client != null) {
      InMemoryPair pair = new SunJssePair(transports.fields(), sender, context);
      client.pairUp(pair);
      server.pairUp(pair);
      return true;
    }
    return false;
  }

  private final class ClientHelloConsumed implements AuditingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      handshakes.leave();
      return value;
    }
  }

  /** No application data has been read or written yet, and none is unless this returns. */
  private final class HandshakeEnds implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) throws Throwable {
      Object context = required(frame[0]);
      SunJsseTransport transport = transports.of(context);
      PeerRejectedException rejected = null;
      try {
        found.settle(transport);
        handshakes.ending(transport).complete(transport, transport.session());
      } catch (PeerRejectedException e) {
        rejected = e;
      } catch (Throwable failure) {
        // An Error, or an InterruptedIOException, would leave the connection as it is.
        rejected = internalError("the agent failed as the handshake ended: " + failure);
      }
      if (rejected != null) {
        transport.tearDown(rejected);
      }
    }
  }

  /** The connection ends whatever happens here; thrown on, an error would keep it from ending. */
  private final class ConnectionFails implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) throws ReflectiveOperationException {
      SunJsseTransport transport = transports.of(required(frame[0]));
      Handshake handshake = handshakes.of(transport.key());
      if (handshake == null) {
        return;
      }
      Object alert = required(frame[1]);
      found.confirm(transport);
      int number = transports.alertNumber(alert);
      String name = transports.alertName(alert);
      boolean received = Boolean.TRUE.equals(frame[3]);
      TlsFailure failure =
          received
              ? TlsFailure.receivedAlert(number, name)
              : TlsFailure.local(number, name, (String) frame[2], (Throwable) frame[4]);
      RejectionCode code = handshake.fail(transport, transport.session(), failure);
      handshakes.leave(); // the ClientHello that failed is not consumed to its end
      if (code != null && !received) {
        frame[1] = transports.alert(code.alert(transport.isTls13()));
      }
    }
  }

  /** A socket or an engine, within its handshake perhaps: of that, the stack says nothing. */
  private final class ConnectionCloses implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      Object key = required(frame[0]);
      Handshake handshake = handshakes.of(key);
      if (handshake != null) {
        SunJsseTransport transport = transports.ofKey(key);
        if (transport.isHelloUnsent()) {
          handshake.cancel();
        } else {
          handshake.close(transport, transport.session());
        }
      }
    }
  }

  private static PeerRejectedException internalError(String reason) {
    return new PeerRejectedException(Rejection.of(RejectionCode.INTERNAL_ERROR, reason));
  }

  private static Object required(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("the TLS stack called with null");
    }
    return value;
  }
}
