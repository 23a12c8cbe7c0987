package io.mtlsagent.weaving;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import io.mtlsagent.handshake.AgentTrustManager;
import io.mtlsagent.handshake.ClientDemand;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.EngineChannels;
import io.mtlsagent.handshake.Handshake;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Role;
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
  private final Runnable firstUse;
  private final NettyOpenSslKeys keys = new NettyOpenSslKeys();
  private final WeakConcurrentMap<Object, X509TrustManager> trustOfContexts =
      new WeakConcurrentMap.WithInlinedExpunction<>();

  @SuppressWarnings("ThreadLocalUsage") // there is one instance a JVM, and no static state
  private final ThreadLocal<@Nullable ContextBeingMade> made = new ThreadLocal<>();

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

  /** What is known of a context while its constructor runs on this thread. */
  private static final class ContextBeingMade {
    final boolean asksNothing;
    @Nullable X509TrustManager trust;

    ContextBeingMade(boolean asksNothing) {
      this.asksNothing = asksNothing;
    }
  }

  NettyOpenSsl(
      Handshakes handshakes, EngineChannels channels, BridgeDefinition bridge, Runnable firstUse) {
    this.handshakes = handshakes;
    this.channels = channels;
    this.bridge = bridge;
    this.firstUse = firstUse;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isEnforcing() {
    return true;
  }

  @Override
  public List<WovenClass> classes() {
    HandshakeDriven driven = new HandshakeDriven();
    ConnectionCloses closes = new ConnectionCloses();
    ErrorFound found = new ErrorFound();
    return Arrays.asList(
        WovenClass.anywhere(
            "netty/handler/ssl/ReferenceCountedOpenSslContext",
            HookPoint.atEntry("<init>", "(", new ContextBegins()),
            HookPoint.atExit("chooseTrustManager", "(", new TrustManagerChosen())),
        WovenClass.anywhere(
            "netty/handler/ssl/OpenSslSessionContext",
            HookPoint.atEntry("<init>", "(", new SessionContextMade())),
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

  private final class ContextBegins implements EnforcingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      firstUse.run();
      boolean asks = false;
      for (Object argument : frame) {
        if (argument instanceof Enum && argument.getClass().getName().endsWith(".ClientAuth")) {
          asks = !"NONE".equals(((Enum<?>) argument).name());
        }
      }
      made.set(new ContextBeingMade(!asks));
    }
  }

  /** Of the two methods of this name one may call the other. */
  private final class TrustManagerChosen implements EnforcingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value) {
      if (!(value instanceof X509TrustManager) || value instanceof NettyOpenSslTrust) {
        return value;
      }
      X509TrustManager application = (X509TrustManager) value;
      ContextBeingMade context = made.get();
      Endpoint strictest = handshakes.strictest(Role.SERVER);
      boolean replaces = strictest != null && strictest.mode().replacesIdentity();
      if (context != null) {
        context.trust = application;
      }
      return new NettyOpenSslTrust(
          application,
          new AgentTrustManager(application, handshakes, engine -> transport((SSLEngine) engine)),
          replaces || context == null || context.asksNothing,
          engine -> members.get(engine.getClass()));
    }
  }

  /** Follows the choice of the trust manager, and knows its context. */
  private final class SessionContextMade implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      ContextBeingMade context = made.get();
      made.remove();
      if (context != null && context.trust != null && frame[1] != null) {
        trustOfContexts.put(frame[1], context.trust);
      }
    }
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
    firstUse.run();
    Handshake handshake = handshakes.begin(transport(engine));
    Endpoint endpoint = handshake.endpoint();
    if (endpoint != null && endpoint.mode().refuses()) {
      new EngineRestriction(endpoint).apply(engine);
    }
    if (endpoint != null && handshake.replacesIdentity()) {
      // a client without a certificate of its own is never asked for one by Netty
      NettyOpenSslMembers known = members.get(engine.getClass());
      known.setKeyMaterial(engine, keys.of(endpoint.identity(), engine, known));
    }
    return handshake;
  }

  private void demand(SSLEngine engine, Handshake handshake) {
    Endpoint endpoint = handshake.endpoint();
    if (endpoint != null && !engine.getUseClientMode() && endpoint.mode().replacesIdentity()) {
      members.get(engine.getClass()).setVerify(engine, level(handshake.demand()), VERIFY_DEPTH);
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
      NettyOpenSslMembers known = members.get(engine.getClass());
      if (!known.isFinished(engine) && !known.isInHandshake(engine)) {
        completion(engine).run();
      }
      return value;
    }
  }

  /** The ClientHello has been read when Netty asks for the kinds of keys that would do. */
  private final class ClientHelloRead implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      Handshake handshake = handshakes.of(frame[0]);
      if (handshake != null) {
        handshake.helloSeen();
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
        frame[1] = keys.of(endpoint.identity(), engine, members.get(engine.getClass()));
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
      fails(engine, members.get(engine.getClass()).pendingException(engine));
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

  private EngineTransport transport(SSLEngine engine) {
    Object context = members.get(engine.getClass()).context(engine);
    X509TrustManager application = context == null ? null : trustOfContexts.getIfPresent(context);
    return new EngineTransport(engine, NAME, channels, application);
  }

  private NettyOpenSslSession session(SSLEngine engine) {
    return new NettyOpenSslSession(engine, members.get(engine.getClass()));
  }

  private static SSLEngine engine(@Nullable Object receiver) {
    if (receiver == null) {
      throw new IllegalStateException("Netty called without an engine");
    }
    return (SSLEngine) receiver;
  }
}
