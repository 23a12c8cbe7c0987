package io.mtlsagent.weaving;

import com.blogspot.mydailyjava.weaklockfree.WeakConcurrentMap;
import io.mtlsagent.handshake.AgentTrustManager;
import io.mtlsagent.handshake.Endpoint;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Role;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * The contexts of Netty's OpenSSL stack. The constructor of one chooses the trust manager, then
 * makes the session context, all on one thread; the trust manager stays for good.
 */
final class NettyOpenSslContexts {

  private final Handshakes handshakes;
  private final NettyOpenSsl stack;
  private final TlsUse use;
  private final WeakConcurrentMap<Object, X509TrustManager> applicationTrust =
      new WeakConcurrentMap.WithInlinedExpunction<>();

  @SuppressWarnings("ThreadLocalUsage") // there is one instance a JVM, and no static state
  private final ThreadLocal<@Nullable ContextBeingMade> made = new ThreadLocal<>();

  NettyOpenSslContexts(Handshakes handshakes, NettyOpenSsl stack, TlsUse use) {
    this.handshakes = handshakes;
    this.stack = stack;
    this.use = use;
  }

  /** What is known of a context while its constructor runs on this thread. */
  private static final class ContextBeingMade {
    final boolean asksNothing;
    @Nullable X509TrustManager trust;

    ContextBeingMade(boolean asksNothing) {
      this.asksNothing = asksNothing;
    }
  }

  WovenClass contextClass() {
    return WovenClass.anywhere(
        "netty/handler/ssl/ReferenceCountedOpenSslContext",
        HookPoint.atEntry("<init>", "(", new ContextBegins()),
        HookPoint.atExit("chooseTrustManager", "(", new TrustManagerChosen()));
  }

  WovenClass sessionContextClass() {
    return WovenClass.anywhere(
        "netty/handler/ssl/OpenSslSessionContext",
        HookPoint.atEntry("<init>", "(", new SessionContextMade()));
  }

  /** The application's trust manager of a context; null where it was made before the agent came. */
  @Nullable X509TrustManager applicationTrust(@Nullable Object context) {
    return context == null ? null : applicationTrust.getIfPresent(context);
  }

  private final class ContextBegins implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      use.contextMade(NettyOpenSsl.NAME);
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
      if (context != null) {
        context.trust = application;
      }
      return new NettyOpenSslTrust(
          application,
          new AgentTrustManager(
              application, handshakes, engine -> stack.transport((SSLEngine) engine)),
          context == null || context.asksNothing || replacesIdentity(),
          stack::members);
    }
  }

  private boolean replacesIdentity() {
    Endpoint strictest = handshakes.strictest(Role.SERVER);
    return strictest != null && strictest.mode().replacesIdentity();
  }

  /** Follows the choice of the trust manager, and knows its context. */
  private final class SessionContextMade implements AuditingHook {
    @Override
    public void onEnter(@Nullable Object[] frame) {
      ContextBeingMade context = made.get();
      made.remove();
      if (context != null && context.trust != null && frame[1] != null) {
        applicationTrust.put(frame[1], context.trust);
      }
    }
  }
}
