package io.mtlsagent.weaving;

import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.policy.Role;
import java.lang.reflect.Method;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * WildFly's OpenSSL is a security provider that makes contexts of TLS, on the machine's library.
 * The agent covers JSSE, whose contexts are made ready by the same calls and with the same
 * managers: where the agent decides, each context that the provider is asked for is JSSE's, and the
 * library is not even loaded. A context that is made past the provider is one of the {@link
 * OtherStacks}.
 */
final class WildFlyOpenSsl implements TlsStack {

  private static final String TYPE = "SSLContext";

  /** The provider's own names, beside those that JSSE has too, are JSSE's with this before them. */
  private static final String PREFIX = "openssl.";

  private final Handshakes handshakes;
  private final Diagnostics diagnostics;
  private final BridgeDefinition bridge;

  WildFlyOpenSsl(Handshakes handshakes, Diagnostics diagnostics, BridgeDefinition bridge) {
    this.handshakes = handshakes;
    this.diagnostics = diagnostics;
    this.bridge = bridge;
  }

  @Override
  public String name() {
    return "WildFly OpenSSL";
  }

  @Override
  public Purpose purpose() {
    return Purpose.NOTICE;
  }

  @Override
  public List<WovenClass> classes() {
    return Collections.singletonList(
        WovenClass.of(
            "org/wildfly/openssl/OpenSSLProvider",
            HookPoint.atExit("<init>", "()", new ProviderMade())));
  }

  /** One that cannot be changed keeps its contexts, which are refused as they are made. */
  private final class ProviderMade implements AuditingHook {
    @Override
    public @Nullable Object onExit(@Nullable Object receiver, @Nullable Object value)
        throws ReflectiveOperationException {
      if (receiver instanceof Provider) {
        lead((Provider) receiver);
      }
      return value;
    }
  }

  private void lead(Provider provider) throws ReflectiveOperationException {
    bridge.openPackageOf(Provider.class);
    Method put = Provider.class.getDeclaredMethod("putService", Provider.Service.class);
    put.setAccessible(true);
    for (Provider.Service service : new ArrayList<>(provider.getServices())) {
      if (service.getType().equals(TYPE)) {
        put.invoke(provider, new ContextService(service));
      }
    }
  }

  /** Decides anew for each context, since the mode may have changed. */
  private final class ContextService extends Provider.Service {

    ContextService(Provider.Service openSsl) {
      super(
          openSsl.getProvider(), TYPE, openSsl.getAlgorithm(), openSsl.getClassName(), null, null);
    }

    @Override
    public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
      Provider.Service jsse = isOurs() ? jsse() : null;
      if (jsse == null) {
        return super.newInstance(parameter);
      }
      diagnostics.replaced(
          name(), "a context of WildFly's OpenSSL is JSSE's in its place, so that it is covered");
      return jsse.newInstance(parameter);
    }

    private Provider.@Nullable Service jsse() {
      Provider sunJsse = Security.getProvider("SunJSSE");
      String own = getAlgorithm();
      String protocol = own.startsWith(PREFIX) ? own.substring(PREFIX.length()) : own;
      return sunJsse == null ? null : sunJsse.getService(TYPE, protocol);
    }
  }

  /** Whether one of its connections might be shown our identity; elsewhere its OpenSSL stays. */
  private boolean isOurs() {
    return handshakes.strictestMode(EnumSet.allOf(Role.class)).replacesIdentity();
  }
}
