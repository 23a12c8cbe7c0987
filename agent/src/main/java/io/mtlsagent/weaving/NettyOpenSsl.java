package io.mtlsagent.weaving;

import io.mtlsagent.handshake.ClientDemand;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.EngineChannels;
import io.mtlsagent.handshake.Handshake;
import io.mtlsagent.handshake.Handshakes;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Netty's own TLS stack on OpenSSL or BoringSSL (netty-tcnative), in each of the packages to which
 * other libraries have moved it. It does not go through {@code javax.net.ssl.SSLContext}.
 *
 * <p>The life of a connection: a context chooses its trust manager once, for good. Each engine of
 * it has a native connection of its own, which keeps its own demand, key and versions; {@code
 * handshake} drives it, as often as there is something to read or write, and says {@code FINISHED}
 * once, for full and resumed handshakes alike. Just before, each time, the demand is put into the
 * native connection, whatever the application sets. Certificates are checked through the trust
 * manager, in a task of their own.
 */
final class NettyOpenSsl implements TlsStack {

  static final String NAME = "Netty OpenSSL";

  private final Handshakes handshakes;
  private final EngineChannels channels;
  private final BridgeDefinition bridge;
  private final TlsUse use;
  private final NettyOpenSslKeys keys = new NettyOpenSslKeys();
  private final NettyOpenSslContexts contexts;
  private final ClassValue<NettyOpenSslMembers> members =
      new ClassValue<NettyOpenSslMembers>() {
        @Override
        protected NettyOpenSslMembers computeValue(Class<?> engine) {
          try {
            return NettyOpenSslMembers.of(engine, bridge);
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this version of Netty is not known", e);
          }
        }
      };

  NettyOpenSsl(
      Handshakes handshakes, EngineChannels channels, BridgeDefinition bridge, TlsUse use) {
    this.handshakes = handshakes;
    this.channels = channels;
    this.bridge = bridge;
    this.use = use;
    this.contexts = new NettyOpenSslContexts(handshakes, this, use);
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
    HandshakeDriven driven = new HandshakeDriven();
    ConnectionCloses closes = new ConnectionCloses();
    ErrorFound found = new ErrorFound();
    return Arrays.asList(
        contexts.contextClass(),
        contexts.sessionContextClass(),
        WovenClass.anywhere(
            "netty/handler/ssl/ReferenceCountedOpenSslEngine",
            HookPoint.atEntry("handshake", "()", driven),
            HookPoint.atExit("handshake", "()", driven),
            HookPoint.atExit("readPlaintextData", "(", new PlaintextRead()),
            HookPoint.atEntry("authMethods", "()", new ClientHelloRead()),
            HookPoint.atEntry("setKeyMaterial", "(", new KeyMaterialChosen()),
            HookPoint.atEntry("initHandshakeException", "(", new CallbackFails()),
            HookPoint.atEntry("handshakeException", "()", new PendingFailure()),
            HookPoint.atExit("newSSLExceptionForError", "(", found).ifPresent(),
            HookPoint.atExit("shutdownWithError", "(", found),
            HookPoint.atEntry("closeInbound", "()", closes),
            HookPoint.atEntry("closeOutbound", "()", closes)));
  }

  private final class HandshakeDriven implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) throws Exception {
      SSLEngine engine = engine(frame[0]);
      Handshake known = handshakes.of(engine);
      demand(engine, known == null ? begin(engine) : known);
    }

    /** No application data has been written yet, and none is unless this returns. */
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
        throws Exception {
      if (value == SSLEngineResult.HandshakeStatus.FINISHED) {
        completion(engine(receiver)).run();
      }
      return value;
    }
  }

  private Handshake begin(SSLEngine engine) throws Exception {
    use.handshake();
    Handshake handshake = handshakes.begin(transport(engine));
    Endpoint endpoint = handshake.endpoint();
    if (endpoint != null && endpoint.mode().refuses()) {
      new EngineRestriction(endpoint).apply(engine);
    }
    if (endpoint != null && handshake.replacesIdentity()) {
      // a client without a certificate of its own is never asked for one by Netty
      NettyOpenSslMembers known = members(engine);
      known.setKeyMaterial(engine, keys.of(endpoint, engine, known));
    }
    return handshake;
  }

  private void demand(SSLEngine engine, Handshake handshake) {
    Endpoint endpoint = handshake.endpoint();
    if (endpoint != null && !engine.getUseClientMode() && endpoint.mode().replacesIdentity()) {
      members(engine).setVerify(engine, level(handshake.demand()), VERIFY_DEPTH);
    }
  }

  /** As Netty has it. */
  private static final int VERIFY_DEPTH = 10;

  /** {@code SSL_CVERIFY_NONE}, {@code _OPTIONAL} and {@code _REQUIRED} of the native library. */
  private static int level(ClientDemand demand) {
    return demand == ClientDemand.NEED ? 2 : demand == ClientDemand.WANT ? 1 : 0;
  }

  /**
   * Older versions read on in the same call when the handshake has come to its end, and notice the
   * end later.
   */
  private final class PlaintextRead implements EnforcingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
        throws Exception {
      SSLEngine engine = engine(receiver);
      NettyOpenSslMembers known = members(engine);
      if (!known.isFinished(engine) && !known.isInHandshake(engine)) {
        completion(engine).run();
      }
      return value;
    }
  }

  /**
   * The ClientHello has been read when Netty asks for the kinds of keys that would do; what the
   * server will ask of its client is not settled yet.
   */
  private final class ClientHelloRead implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      SSLEngine engine = engine(frame[0]);
      Handshake handshake = handshakes.of(engine);
      if (handshake != null && !engine.getUseClientMode()) {
        ClientDemand before = handshake.demand();
        handshakes.clientHello(
            handshake, transport(engine), members(engine).requestedServerName(engine));
        if (handshake.demand() != before) {
          members(engine).setVerify(engine, level(handshake.demand()), VERIFY_DEPTH);
        }
      }
    }
  }

  private final class KeyMaterialChosen implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      SSLEngine engine = engine(frame[0]);
      Handshake handshake = handshakes.of(engine);
      Endpoint endpoint = handshake == null ? null : handshake.endpoint();
      if (handshake != null && endpoint != null && handshake.replacesIdentity()) {
        frame[1] = keys.of(endpoint, engine, members(engine));
      }
    }
  }

  private final class CallbackFails implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      fails(frame[0], (Throwable) frame[1]);
    }
  }

  private final class PendingFailure implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      SSLEngine engine = engine(frame[0]);
      fails(engine, members(engine).pendingException(engine));
    }
  }

  private final class ErrorFound implements AuditingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      fails(receiver, (Throwable) value);
      return value;
    }
  }

  private void fails(@Nullable Object receiver, @Nullable Throwable cause) {
    SSLEngine engine = engine(receiver);
    Handshake handshake = handshakes.of(engine);
    if (handshake == null) {
      return;
    }
    OpenSslError error = new OpenSslError(cause == null ? null : cause.getMessage());
    if (error.isOfTls()) {
      handshake.helloSeen();
    }
    handshake.fail(transport(engine), session(engine), error.failure(cause));
  }

  private final class ConnectionCloses implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      SSLEngine engine = engine(frame[0]);
      Handshake handshake = handshakes.of(engine);
      if (handshake != null) {
        handshake.close(transport(engine), session(engine));
      }
    }
  }

  private EngineCompletion completion(SSLEngine engine) {
    return new EngineCompletion(handshakes, transport(engine), session(engine));
  }

  EngineTransport transport(SSLEngine engine) {
    return new EngineTransport(engine, NAME, channels, this::applicationTrust);
  }

  private @Nullable X509TrustManager applicationTrust(SSLEngine engine) {
    return contexts.applicationTrust(members(engine).context(engine));
  }

  NettyOpenSslMembers members(Object engine) {
    return members.get(engine.getClass());
  }

  private NettyOpenSslSession session(SSLEngine engine) {
    return new NettyOpenSslSession(engine, members(engine));
  }

  private static SSLEngine engine(@Nullable Object receiver) {
    if (receiver == null) {
      throw new IllegalStateException("Netty called without an engine");
    }
    return (SSLEngine) receiver;
  }
}
