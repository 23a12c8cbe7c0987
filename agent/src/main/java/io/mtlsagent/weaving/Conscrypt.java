package io.mtlsagent.weaving;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import io.mtlsagent.handshake.AgentTrustManager;
import io.mtlsagent.handshake.ClientDemand;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.EngineChannels;
import io.mtlsagent.handshake.Handshake;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.ShownIdentities;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Conscrypt, a provider of JSSE on BoringSSL.
 *
 * <p>The life of a connection: every one is a {@code ConscryptEngine}, also behind a socket (but
 * behind one that works on a file descriptor, which has to be asked for and is not covered). Its
 * settings and managers are in an {@code SSLParametersImpl} of its own, which is asked for the
 * managers in each handshake. {@code beginHandshakeInternal} puts the settings into the native
 * connection; {@code serverCertificateRequested} is called when a ClientHello was read; {@code
 * finishHandshake} ends every handshake, full or resumed, before application data may flow.
 */
final class Conscrypt implements TlsStack {

  static final String NAME = "Conscrypt";

  private final Handshakes handshakes;
  private final ShownIdentities shown;
  private final EngineChannels channels;
  private final ConscryptConnections connections;
  private final TlsUse use;
  private final WeakConcurrentMap<Object, SSLEngine> engineOfParameters =
      new WeakConcurrentMap.WithInlinedExpunction<>();

  /** The engine that this thread drives: the failure of a handshake does not say its own. */
  @SuppressWarnings("ThreadLocalUsage") // there is one instance a JVM, and no static state
  private final ThreadLocal<@Nullable SSLEngine> driven = new ThreadLocal<>();

  /** The engine that gives up on this thread, and says why only after it has closed. */
  @SuppressWarnings("ThreadLocalUsage")
  private final ThreadLocal<@Nullable SSLEngine> givingUp = new ThreadLocal<>();

  Conscrypt(
      Handshakes handshakes,
      ShownIdentities shown,
      EngineChannels channels,
      BridgeDefinition bridge,
      TlsUse use) {
    this.handshakes = handshakes;
    this.shown = shown;
    this.channels = channels;
    this.connections = new ConscryptConnections(channels, bridge);
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
    Closes closes = new Closes();
    GivesUp givesUp = new GivesUp();
    return Arrays.asList(
        WovenClass.anywhere(
            "conscrypt/OpenSSLContextImpl", HookPoint.atExit("engineInit", "(", new ContextMade())),
        WovenClass.anywhere(
            "conscrypt/SSLParametersImpl",
            HookPoint.atExit("getX509KeyManager", "()", new KeyManagerAsked()),
            HookPoint.atExit("getX509TrustManager", "()", new TrustManagerAsked())),
        WovenClass.anywhere(
            "conscrypt/ConscryptEngine",
            HookPoint.atEntry("beginHandshakeInternal", "()", new Begins()),
            HookPoint.atEntry("handshake", "()", new Driven()),
            HookPoint.atEntry("serverCertificateRequested", "()", new ClientHelloRead()),
            HookPoint.atEntry("finishHandshake", "()", new Ends()),
            HookPoint.atEntry("convertException", "(", new ReadingFails()),
            HookPoint.atEntry("closeAll", "()", givesUp),
            HookPoint.atExit("closeAll", "()", givesUp),
            HookPoint.atEntry("closeInbound", "()", closes),
            HookPoint.atEntry("closeOutbound", "()", closes)),
        WovenClass.anywhere(
            "conscrypt/SSLUtils",
            HookPoint.atEntry("toSSLHandshakeException", "(", new DrivingFails())),
        WovenClass.anywhere(
            "conscrypt/ConscryptEngineSocket", HookPoint.atExit("<init>", "(", new SocketMade())));
  }

  private final class ContextMade implements AuditingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      use.contextMade(NAME);
      return value;
    }
  }

  private final class SocketMade implements AuditingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
        throws IllegalAccessException {
      if (receiver instanceof Socket) {
        SSLEngine engine = ForeignObject.fieldOfType(receiver, SSLEngine.class);
        if (engine != null) {
          channels.assign(engine, new SocketEnds((Socket) receiver));
        }
      }
      return value;
    }
  }

  private final class KeyManagerAsked implements EnforcingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object parameters, @Nullable Object value) {
      SSLEngine engine = parameters == null ? null : engineOfParameters.getIfPresent(parameters);
      return engine == null
          ? value
          : new BoundKeyManager((X509KeyManager) value, handshakes, shown, engine);
    }
  }

  private final class TrustManagerAsked implements EnforcingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object parameters, @Nullable Object value) {
      SSLEngine engine = parameters == null ? null : engineOfParameters.getIfPresent(parameters);
      if (engine == null || !(value instanceof X509TrustManager)) {
        return value;
      }
      AgentTrustManager agent =
          new AgentTrustManager(
              (X509TrustManager) value, handshakes, asked -> connections.transport(engine));
      return new BoundTrustManager(agent, handshakes, engine);
    }
  }

  private final class Begins implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) throws Exception {
      SSLEngine engine = ConscryptConnections.engine(frame[0]);
      if (handshakes.of(engine) != null) {
        return;
      }
      use.handshake();
      Handshake handshake = handshakes.begin(connections.transport(engine));
      engineOfParameters.put(connections.members(engine).parameters(engine), engine);
      Endpoint endpoint = handshake.endpoint();
      if (endpoint != null && endpoint.mode().refuses()) {
        new EngineRestriction(endpoint).apply(engine);
      }
      demand(engine, handshake);
    }
  }

  private void demand(SSLEngine engine, Handshake handshake) {
    EngineTransport transport = connections.transport(engine);
    if (!engine.getUseClientMode() && handshake.demand() != transport.applicationDemand()) {
      if (handshake.demand() == ClientDemand.NEED) {
        engine.setNeedClientAuth(true);
      } else {
        engine.setWantClientAuth(handshake.demand() == ClientDemand.WANT);
      }
    }
  }

  /** The server's CertificateRequest is not made yet. */
  private final class ClientHelloRead implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      SSLEngine engine = ConscryptConnections.engine(frame[0]);
      Handshake handshake = handshakes.of(engine);
      if (handshake != null) {
        handshakes.clientHello(
            handshake,
            connections.transport(engine),
            connections.members(engine).requestedServerName(engine));
        demand(engine, handshake);
        connections.members(engine).applyDemand(engine);
      }
    }
  }

  private final class Driven implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      driven.set(ConscryptConnections.engine(frame[0]));
    }
  }

  private final class Ends implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) throws Exception {
      driven.remove();
      SSLEngine engine = ConscryptConnections.engine(frame[0]);
      new EngineCompletion(handshakes, connections.transport(engine), connections.session(engine))
          .run();
    }
  }

  private final class ReadingFails implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      fails(ConscryptConnections.engine(frame[0]), (Throwable) frame[1]);
    }
  }

  private final class DrivingFails implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      SSLEngine engine = driven.get();
      driven.remove();
      if (engine != null) {
        fails(engine, (Throwable) frame[1]);
      }
    }
  }

  private void fails(SSLEngine engine, @Nullable Throwable cause) {
    Handshake handshake = handshakes.of(engine);
    if (handshake != null) {
      OpenSslError error = new OpenSslError(cause == null ? null : cause.getMessage());
      if (error.isOfTls()) {
        handshake.helloSeen();
      }
      handshake.fail(
          connections.transport(engine), connections.session(engine), error.failure(cause));
    }
  }

  private final class GivesUp implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      givingUp.set(ConscryptConnections.engine(frame[0]));
    }

    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      givingUp.remove();
      return value;
    }
  }

  private final class Closes implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      SSLEngine engine = ConscryptConnections.engine(frame[0]);
      Handshake handshake = handshakes.of(engine);
      if (handshake != null && givingUp.get() != engine) {
        handshake.close(connections.transport(engine), connections.session(engine));
      }
    }
  }
}
