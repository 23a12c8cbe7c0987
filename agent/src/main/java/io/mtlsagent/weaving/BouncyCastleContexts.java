package io.mtlsagent.weaving;

import io.mtlsagent.handshake.AgentKeyManager;
import io.mtlsagent.handshake.AgentTrustManager;
import io.mtlsagent.handshake.Handshakes;
import io.mtlsagent.handshake.ShownIdentities;
import io.mtlsagent.handshake.TransportOf;
import io.mtlsagent.policy.Role;
import java.security.KeyStore;
import java.util.EnumSet;
import javax.net.ssl.KeyManager;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Gives the contexts of Bouncy Castle's provider our managers, with the application's behind them.
 * In its FIPS mode it takes no managers but those of its own factories: then the stack is not
 * covered.
 */
final class BouncyCastleContexts implements EnforcingHook {

  private final Handshakes handshakes;
  private final ShownIdentities shown;
  private final TransportOf transports;
  private final BridgeDefinition bridge;
  private final Sightings sightings;
  private final TlsUse use;

  BouncyCastleContexts(
      Handshakes handshakes,
      ShownIdentities shown,
      TransportOf transports,
      BridgeDefinition bridge,
      Sightings sightings,
      TlsUse use) {
    this.handshakes = handshakes;
    this.shown = shown;
    this.transports = transports;
    this.bridge = bridge;
    this.sightings = sightings;
    this.use = use;
  }

  @Override
  public void onEnter(@Nullable Object[] frame) throws Exception {
    Object context = frame[0];
    if (context == null) {
      return;
    }
    bridge.openPackageOf(context.getClass());
    use.contextMade(BouncyCastleJsse.NAME);
    if (Boolean.TRUE.equals(BouncyCastleMembers.get(context, "fipsMode"))) {
      sightings.uncovered(
          BouncyCastleJsse.NAME + " in FIPS mode", EnumSet.allOf(Role.class), "a context");
      return;
    }
    X509ExtendedKeyManager keys = ExtendedKeyManager.of(keys((KeyManager[]) frame[1]));
    AgentKeyManager ours = new AgentKeyManager(keys, handshakes, shown);
    frame[1] = new KeyManager[] {new BouncyCastleKeys(keys, ours, handshakes)};
    X509TrustManager trust = trust((TrustManager[]) frame[2]);
    AgentTrustManager agent = new AgentTrustManager(trust, handshakes, transports);
    frame[2] = new TrustManager[] {new BouncyCastleTrust(trust, agent)};
  }

  private static @Nullable X509KeyManager keys(KeyManager @Nullable [] managers) {
    if (managers != null) {
      for (KeyManager manager : managers) {
        if (manager instanceof X509KeyManager) {
          return (X509KeyManager) manager;
        }
      }
    }
    return null;
  }

  private static X509TrustManager trust(TrustManager @Nullable [] managers) throws Exception {
    TrustManager[] given = managers;
    if (given == null) {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init((KeyStore) null);
      given = factory.getTrustManagers();
    }
    for (TrustManager manager : given) {
      if (manager instanceof X509TrustManager) {
        return (X509TrustManager) manager;
      }
    }
    return new NobodyTrusted();
  }
}
